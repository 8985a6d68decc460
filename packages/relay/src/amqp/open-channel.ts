import type { AmqpConfirmChannel } from './amqp-channel.ts';

/** A channel while it is open, with what has to be remembered about it. */
export interface OpenChannel {
  readonly channel: AmqpConfirmChannel;
  /** What to wait for while the channel is full; nothing when it has room. To be asked anew right before something is written. */
  readonly full: () => Promise<void> | undefined;
  /** The channel said that it is full now. */
  readonly filled: () => void;
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
    full: () => waiting?.promise,
    filled: () => {
      if (waiting !== undefined) return;
      let end = () => {};
      const promise = new Promise<void>((resolve) => {
        end = resolve;
      });
      waiting = { promise, end };
    },
  };
}
