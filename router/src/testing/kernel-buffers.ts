import { readFileSync } from 'node:fs';

const MIB = 1024 * 1024;
/** What the streams of two processes hold beside the kernel. */
const STREAMS = 16 * MIB;

/**
 * How many bytes may be under way through a proxy while nobody reads at its end: what this machine's kernel lets the
 * sockets of two connections grow to (source: tcp(7), tcp_rmem and tcp_wmem), and what streams hold. Kernels since
 * 6.16 let a receiver grow to 32 MiB.
 */
export const heldByKernel = (): number => 2 * (largest('tcp_rmem') + largest('tcp_wmem')) + STREAMS;

const largest = (name: string): number =>
  Number(readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim().split(/\s+/)[2]);
