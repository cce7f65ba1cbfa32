import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { issueServiceToken } from '@wecube/auth';
import { writePackageZip } from './package-zip.ts';

export type Round = {
  directMibPerSecond: number;
  uploadMibPerSecond: number;
  /** Upload divided by direct, in the same round. */
  share: number;
  /** From the answer to the last byte until the package is there. */
  unpackSeconds: number;
};

const ROOT = join(import.meta.dirname, '..', '..');
const MIB = 1024 * 1024;
const PIECE_BYTES = 64 * MIB;

/**
 * Writes the same zip in turn straight into the folder where uploads are kept, and by the tus protocol through the
 * router of a running platform. Both end when the disk has it (fsync); which goes first changes from round to round.
 */
export async function measureUpload(options: { rounds: number; mebibytes: number }): Promise<Round[]> {
  const data = process.env['BENCH_DATA'] ?? mkdtempSync(join(tmpdir(), 'wecube-bench-upload-'));
  const port = await freePort();
  const wecube = (...words: string[]) =>
    promisify(execFile)(join(ROOT, 'wecube'), [...words, '--data', data], { cwd: ROOT, timeout: 1_200_000 });
  try {
    await wecube('up', '--empty', '--port', String(port));
    const { internalKey } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { internalKey: string };
    const wanted = { name: 'bench', actions: ['package:upload' as const, 'package:read' as const], lifeMs: 3_600_000 };
    const token = await issueServiceToken(`file:${join(data, 'database', 'auth.db')}`, internalKey, wanted);
    const client = { address: `http://127.0.0.1:${port}`, token };
    const rounds: Round[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      rounds.push(await measureRound(client, data, round, options.mebibytes));
      process.stderr.write(`round ${round + 1}: ${JSON.stringify(rounds.at(-1))}\n`);
    }
    return rounds;
  } finally {
    await wecube('down').catch(() => undefined);
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  }
}

type Client = { address: string; token: string };

async function measureRound(client: Client, data: string, round: number, mebibytes: number): Promise<Round> {
  const zip = join(data, 'bench.zip');
  await writePackageZip(zip, { name: `bench${round}`, payloadBytes: mebibytes * MIB });
  const sizeMib = statSync(zip).size / MIB;
  let unpackSeconds = 0;
  const direct = async () => sizeMib / (await seconds(() => copy(zip, join(data, 'core', 'bench-direct.zip'))));
  const upload = async () => {
    let id = '';
    const took = await seconds(async () => {
      id = await send(client, zip);
    });
    unpackSeconds = await seconds(() => stored(client, id));
    return sizeMib / took;
  };
  const first = round % 2 === 0;
  const before = first ? await direct() : await upload();
  const after = first ? await upload() : await direct();
  const [directMibPerSecond, uploadMibPerSecond] = first ? [before, after] : [after, before];
  rmSync(zip);
  return {
    directMibPerSecond: rounded(directMibPerSecond),
    uploadMibPerSecond: rounded(uploadMibPerSecond),
    share: rounded(uploadMibPerSecond / directMibPerSecond),
    unpackSeconds: rounded(unpackSeconds),
  };
}

async function copy(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(to));
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
  rmSync(to);
}

/** As the portal does it: pieces of 64 MiB one after the other. */
async function send(client: Client, path: string): Promise<string> {
  const size = statSync(path).size;
  const begun = await call(client, 'POST', '/platform/packages/uploads', { 'upload-length': size });
  const location = String(begun.headers.location);
  for (let at = 0; at < size; at += PIECE_BYTES) {
    const end = Math.min(at + PIECE_BYTES, size);
    const headers = {
      'upload-offset': at,
      'content-type': 'application/offset+octet-stream',
      'content-length': end - at,
    };
    await call(client, 'PATCH', location, headers, createReadStream(path, { start: at, end: end - 1 }));
  }
  return location.split('/').pop() as string;
}

function call(
  { address, token }: Client,
  method: string,
  path: string,
  headers: Record<string, string | number>,
  body?: NodeJS.ReadableStream,
): Promise<{ headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const all = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers };
    const outgoing = request(address + path, { method, headers: all }, (answer) => {
      answer.resume();
      const failed = (answer.statusCode ?? 500) >= 300;
      if (failed) reject(new Error(`${method} ${path} was answered with ${answer.statusCode}`));
      else answer.once('end', () => resolve({ headers: answer.headers }));
    });
    outgoing.once('error', reject);
    if (body) body.pipe(outgoing);
    else outgoing.end();
  });
}

async function stored({ address, token }: Client, id: string): Promise<void> {
  const query = `{ packageUpload(id: "${id}") { status problems { message } } }`;
  for (;;) {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await answer.json()) as { data: { packageUpload: { status: string; problems: unknown } } };
    if (data.packageUpload.status === 'STORED') return;
    if (data.packageUpload.status === 'REFUSED') throw new Error(JSON.stringify(data.packageUpload.problems));
    await pause(100);
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
