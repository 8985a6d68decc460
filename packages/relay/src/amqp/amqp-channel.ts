/** A message that came back, as far as it is looked at. */
export interface AmqpReturned {
  readonly properties: { readonly messageId?: unknown };
}

/** How a message is published. */
export interface AmqpPublishing {
  contentType: string;
  contentEncoding: string;
  messageId: string;
  type: string;
  timestamp: number;
  persistent: boolean;
  mandatory: boolean;
  headers: Record<string, string>;
}

/** What is used of a confirm channel of amqplib. */
export interface AmqpConfirmChannel {
  publish(
    exchange: string,
    routingKey: string,
    content: Buffer,
    options: AmqpPublishing,
    confirmed: (error: unknown) => void,
  ): boolean;
  on(event: 'return', listener: (returned: AmqpReturned) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'close' | 'drain', listener: () => void): unknown;
  close(): Promise<void>;
}
