// A process: subscribers.ts URL COUNT SUBSCRIPTION. Opens that many WebSockets with one subscription each, prints "ready",
// and on SIGUSR2 prints what came since the last time: { events, seconds, p50, p99 }, times in ms from publishing on.
import WebSocket from 'ws';

const [url = '', count = '1', query = ''] = process.argv.slice(2);
let delays: number[] = [];
let first = 0;
let last = 0;

await Promise.all(Array.from({ length: Number(count) }, subscribe));
console.log('ready');
process.on('SIGUSR2', () => {
  const sorted = delays.sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
  console.log(JSON.stringify({ events: sorted.length, seconds: (last - first) / 1_000, p50: at(0.5), p99: at(0.99) }));
  delays = [];
});
setInterval(() => {}, 1_000_000);

async function subscribe(): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed ${code} ${reason}`)));
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"connection_ack"')) {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
        resolve();
      } else if (text.includes('"ping"')) socket.send('{"type":"pong"}');
      else if (text.includes('"error"')) throw new Error(text);
      else received(text);
    });
  });
}

function received(text: string): void {
  const at = /"at":([\d.]+)/.exec(text)?.[1];
  if (!at) return;
  last = Number(process.hrtime.bigint()) / 1e6;
  if (delays.length === 0) first = Number(at);
  delays.push(last - Number(at));
}
