import { describe, expect, it } from 'vitest';
import { type HostFacts, judgeHosts, placeInstance } from './place-instance.ts';

const host = (id: string, changes: Partial<HostFacts> = {}): HostFacts => ({
  ...{ id, name: id, driver: 'DOCKER', labels: [], siblings: 0, takenPorts: [], unavailable: null },
  capacity: { instances: null, memoryMiB: null, cpus: null },
  used: { instances: 0, memoryMiB: 0, cpus: 0 },
  ...changes,
});
const NEEDS = { memoryMiB: null, cpus: null, labels: [], drivers: ['DOCKER' as const], fixedPorts: [] };
const place = (hosts: HostFacts[], needs: Partial<Parameters<typeof judgeHosts>[1]> = {}) =>
  placeInstance(judgeHosts(hosts, { ...NEEDS, ...needs }), 'sample');
const refusal = (one: HostFacts, needs: Partial<Parameters<typeof judgeHosts>[1]> = {}) =>
  judgeHosts([one], { ...NEEDS, ...needs })[0]?.refusal?.code;

describe('the place of an instance', () => {
  it('is spread over hosts before anything else', () => {
    const found = place([host('a', { siblings: 1 }), host('b', { used: { instances: 9, memoryMiB: 0, cpus: 0 } })]);
    expect(found).toMatchObject({ hostId: 'b', reason: { code: 'PLACED' } });
    expect(found?.reason.message).toBe('b has the fewest instances of sample (0).');
  });

  it('is where most is free, by the scarcest of what a host has', () => {
    const capacity = { instances: null, memoryMiB: 1_000, cpus: 4 };
    const scarce = host('a', { capacity, used: { instances: 1, memoryMiB: 900, cpus: 0 } });
    const roomy = host('b', { capacity, used: { instances: 1, memoryMiB: 400, cpus: 2 } });
    expect(place([scarce, roomy])).toMatchObject({ hostId: 'b' });
    expect(place([scarce, roomy])?.reason.message).toContain('50% free');
  });

  it('is on the simpler kind of host when a package can run on both', () => {
    const drivers = ['PROCESS' as const, 'DOCKER' as const];
    expect(place([host('a'), host('b', { driver: 'PROCESS', siblings: 5 })], { drivers })).toMatchObject({
      hostId: 'b',
    });
  });

  it('names why a host will not do', () => {
    const full = { instances: 1, memoryMiB: 100, cpus: 1 };
    expect(refusal(host('a', { driver: 'PROCESS' }))).toBe('HOST_UNFIT');
    expect(refusal(host('a', { unavailable: 'Nothing listens.' }))).toBe('HOST_UNAVAILABLE');
    expect(refusal(host('a', { labels: ['zone=b'] }), { labels: ['zone=a'] })).toBe('HOST_UNFIT');
    expect(refusal(host('a', { takenPorts: [9_099] }), { fixedPorts: [9_099] })).toBe('HOST_UNFIT');
    expect(refusal(host('a', { capacity: full, used: { instances: 1, memoryMiB: 0, cpus: 0 } }))).toBe('HOST_UNFIT');
    expect(refusal(host('a', { capacity: full }), { memoryMiB: 101 })).toBe('HOST_UNFIT');
    expect(refusal(host('a', { capacity: full }), { cpus: 1.5 })).toBe('HOST_UNFIT');
    expect(refusal(host('a', { capacity: full, labels: ['zone=a'] }), { labels: ['zone=a'], cpus: 1 })).toBeUndefined();
    expect(place([host('a', { unavailable: 'x' })])).toBeNull();
  });
});
