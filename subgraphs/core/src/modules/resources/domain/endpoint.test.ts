import { expect, it } from 'vitest';
import { isPublishAddress, parseEndpoint } from './endpoint.ts';

it.each([
  ['DOCKER', 'unix:///var/run/docker.sock', { way: 'socket', path: '/var/run/docker.sock' }],
  ['DOCKER', 'tcp://10.0.0.7', { way: 'tls', host: '10.0.0.7', port: 2376 }],
  ['DOCKER', 'tcp://[fd00::7]:2377', { way: 'tls', host: 'fd00::7', port: 2377 }],
  ['DOCKER', 'ssh://ops@h2', { way: 'ssh', host: 'h2', port: 22, user: 'ops', path: '/var/run/docker.sock' }],
  ['DOCKER', 'ssh://ops@h2:2222/run/d.sock', { way: 'ssh', host: 'h2', port: 2222, user: 'ops', path: '/run/d.sock' }],
  ['MYSQL', 'mysql://db:3307', { way: 'plain', host: 'db', port: 3307 }],
  ['S3', 'https://s3.example.net', { way: 'tls', host: 's3.example.net', port: 443 }],
  ['S3', 'http://minio:9000/', { way: 'plain', host: 'minio', port: 9000 }],
  ['SQUID', 'http://squid:3128', { way: 'plain', host: 'squid', port: 3128 }],
] as const)('%s is reached at %s', (kind, text, parts) => {
  expect(parseEndpoint(kind, text)).toEqual(parts);
});

it.each([
  ['DOCKER', 'http://10.0.0.7:2375'],
  ['DOCKER', 'unix://docker.sock'],
  ['DOCKER', 'ssh://h2'],
  ['DOCKER', 'ssh://ops:secret@h2'],
  ['MYSQL', 'mysql://root:secret@db:3306'],
  ['MYSQL', 'http://db:3306'],
  ['S3', 'https://s3.example.net/bucket'],
  ['SQUID', 'https://squid:3128'],
  ['PROCESS', 'unix:///x'],
  ['S3', 'nothing'],
] as const)('%s is not reached at %s', (kind, text) => {
  expect(parseEndpoint(kind, text)).toBeNull();
});

it('publishes ports at one address of one machine only', () => {
  expect(['127.0.0.1', '10.0.0.7', 'fd00::7'].every(isPublishAddress)).toBe(true);
  expect(['0.0.0.0', '::', 'host.example.net', ''].some(isPublishAddress)).toBe(false);
});
