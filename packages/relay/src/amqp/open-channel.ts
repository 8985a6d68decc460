import type { AmqpConfirmChannel } from './amqp-channel.ts';

/** A channel while it is open, with what has to be remembered about it. */
export interface OpenChannel {
  readonly channel: AmqpConfirmChannel;
  /** Resolves once the channel has room again. */
  readonly room: () => Promise<void>;
  /** The channel said that it is full. */
  readonly full: () => void;
  /** Ids of messages that came back since they were published. */
  readonly returned: Set<string>;
  readonly isOpen: () => boolean;
}

/** Listens to a channel from its first moment: what it says while nobody listens is lost, and an error nobody hears ends the process. */
export function watchChannel(channel: AmqpConfirmChannel): OpenChannel {
  const returned = new Set<string>();
  let open = true;
  let waiting: { readonly promise: Promise<void>; readonly end: () => void } | undefined;
  const goOn = () => {
    waiting?.end();
    waiting = undefined;
  };
  channel.on('return', ({ properties: { messageId } }) => {
    if (typeof messageId === 'string') returned.add(messageId);
  });
  // `close` follows, and the callbacks of what was not confirmed.
  channel.on('error', () => {
    open = false;
  });
  channel.on('close', () => {
    open = false;
    goOn();
  });
  channel.on('drain', goOn);
  return {
    channel,
    returned,
    isOpen: () => open,
    room: async () => {
      for (let full = waiting; full !== undefined; full = waiting) await full.promise;
    },
    full: () => {
      if (waiting !== undefined) return;
      let end = () => {};
      const promise = new Promise<void>((resolve) => {
        end = resolve;
      });
      waiting = { promise, end };
    },
  };
}
