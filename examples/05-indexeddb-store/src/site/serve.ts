import { once } from 'node:events';
import { createServer } from 'node:http';

export interface SiteFile {
  readonly type: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Site {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves these files, and nothing else, to this machine. @param port 0 for any that is free. */
export async function serve(files: ReadonlyMap<string, SiteFile>, port = 0): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = files.get(pathname);
    if (file === undefined) return void response.writeHead(404).end();
    const type = `${file.type}; charset=utf-8`;
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...file.headers });
    response.end(file.text);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
