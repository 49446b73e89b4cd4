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
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
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
if (behaviour !== 'never-listens') server.listen(Number(process.env.PORT), '127.0.0.1');
setInterval(() => {}, 1000);
