// A server on PORT that does as its first argument says; what goes wrong here is what the tests are about.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const behaviour = process.argv[2] ?? 'honest';
const server = createServer((request, response) => {
  request.resume();
  if (request.url === '/health') {
    response.writeHead(behaviour === 'sick' ? 503 : 200).end();
    return;
  }
  if (behaviour === 'crash-midway') {
    process.stderr.write('something broke in the middle\n');
    process.exit(7);
  }
  if (behaviour === 'garbage') request.socket.end('this is not HTTP\r\n\r\n');
  if (behaviour === 'cut') request.socket.destroy();
  if (behaviour === 'hang' || behaviour === 'garbage' || behaviour === 'cut') return;
  if (behaviour === 'half') {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    return;
  }
  response.setHeader('content-type', 'application/json');
  if (behaviour === 'broken') {
    process.stderr.write('the price list is gone\n');
    response.writeHead(500).end('{"error":"it broke"}');
    return;
  }
  if (behaviour === 'huge') {
    response.writeHead(200).end(JSON.stringify('x'.repeat(10_000_000)));
    return;
  }
  response.writeHead(200).end('{}');
});

if (behaviour === 'crash-at-start') {
  process.stderr.write('the configuration is missing\n');
  process.exit(3);
}
if (behaviour === 'stubborn') {
  process.on('SIGTERM', () => {});
  const child = spawn(
    process.execPath,
    ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'],
    {
      stdio: 'ignore',
    },
  );
  process.stdout.write(`${process.pid} ${child.pid}\n`);
}
if (behaviour === 'chatty') {
  const line = `${'x'.repeat(999)}\n`;
  setInterval(() => process.stdout.write(line.repeat(1_000)), 1);
}
if (behaviour !== 'never-listens') server.listen(Number(process.env.PORT), '127.0.0.1');
setInterval(() => {}, 1000);
