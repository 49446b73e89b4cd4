import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { WebSocketServer } from 'ws';
import { UsageError } from '../command.ts';
import { streamNews } from './news-stream.ts';
import type { RunSource } from './run-source.ts';

/** A page that is being served. */
export interface Serving {
  readonly url: string;
  /** Ends all connections. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the page in `folder` and the run that it shows, to this machine only: `api/run` is the run, the socket `live`
 * tells how it goes on. Port 0 takes any free one.
 */
export async function serve(source: RunSource, folder: string, port: number): Promise<Serving> {
  const app = express();
  app.disable('x-powered-by');
  app.use(guard);
  app.get('/api/run', async (_, response) => {
    response.json(await source.load());
  });
  app.use(express.static(folder, { cacheControl: false }));
  app.use(tellError);

  const server = createServer(app);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/live' || !isOwn(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const known = Number(url.searchParams.get('known') ?? 0);
    sockets.handleUpgrade(request, socket, head, (connected) => {
      connected.on('error', () => connected.terminate());
      void streamNews(connected, source, Number.isSafeInteger(known) && known >= 0 ? known : 0);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UsageError(
          error.code === 'EADDRINUSE' ? `port ${port} is taken` : `port ${port}: ${error.message}`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Express takes a function of four parameters for one that handles errors. */
function tellError(error: unknown, _: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) next(error);
  else response.status(500).json({ error: error instanceof Error ? error.message : String(error) });
}

function guard(request: Request, response: Response, next: NextFunction): void {
  if (!isOwn(request)) {
    response.status(403).type('text').send('this page is for its own machine only\n');
    return;
  }
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
}

/** Another site's page may send requests here, or have a name of its own lead here: neither gets an answer. */
function isOwn({ headers, socket }: IncomingMessage): boolean {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host)) return false;
  return origin === undefined || hosts.some((own) => origin === `http://${own}`);
}
