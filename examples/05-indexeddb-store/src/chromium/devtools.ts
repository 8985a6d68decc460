import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  sessionId: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

export interface DevToolsEvent {
  readonly method: string;
  readonly sessionId: string | undefined;
  readonly params: unknown;
}

/** The DevTools protocol of one browser. */
export interface DevTools {
  readonly send: (method: string, params?: object, sessionId?: string) => Promise<unknown>;
  /** Hears every event until it is told to stop. */
  readonly listen: (hear: (event: DevToolsEvent) => void) => () => void;
  /** Nobody will answer any more: of one tab, or of the whole browser. */
  readonly fail: (reason: string, sessionId?: string) => void;
}

interface Pending {
  readonly sessionId: string | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Speaks over the two pipes of `--remote-debugging-pipe`: JSON, each message ended by a zero byte. No port, no socket. */
export function createDevTools(toBrowser: Writable, fromBrowser: Readable): DevTools {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: DevToolsEvent) => void>();
  let [lastId, rest, failed] = [0, Buffer.alloc(0), ''];

  const hear = (text: string): void => {
    const { id, method, sessionId, params, result, error } = Message.parse(JSON.parse(text));
    if (method !== undefined) for (const listener of listeners) listener({ method, sessionId, params });
    const asked = id === undefined ? undefined : pending.get(id);
    if (id === undefined || asked === undefined) return;
    pending.delete(id);
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(error.message));
  };
  fromBrowser.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      hear(text);
    }
  });
  // A browser that was killed no longer reads; whoever waits is told by `fail`.
  toBrowser.on('error', () => undefined);

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (failed !== '') return reject(new Error(failed));
        const id = ++lastId;
        pending.set(id, { sessionId, resolve, reject });
        toBrowser.write(
          `${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
        );
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    fail: (reason, sessionId) => {
      if (sessionId === undefined) failed = reason;
      for (const [id, asked] of pending) {
        if (sessionId !== undefined && asked.sessionId !== sessionId) continue;
        pending.delete(id);
        asked.reject(new Error(reason));
      }
    },
  };
}
