import { describe, expect, it } from 'vitest';
import { fixedPortsOf, needsAllocation, planPorts, portVariablesOf, usesMonitorPort } from './plan-ports.ts';
import type { RuntimeDeclaration } from './runtime.ts';

const binding = (...portBindings: string[]) =>
  ({ start: '', environment: [], volumeBindings: [], portBindings }) as unknown as RuntimeDeclaration;
const SALT = binding('9099:80', '4505:4505', '4506:4506', '{{ALLOCATE_PORT}}:8082');
const MONITOR = binding('19091:19091', '{{ALLOCATE_PORT}}:8080', '{{MONITOR_PROMETHEUS_PORT_BIND}}');
const NEXUS = binding('{{ALLOCATE_PORT}}:9000', '{{MONITOR_PORT}}:8081', '5000:8082');

describe('ports of an instance', () => {
  it('are those that the manifest fixes, beside the one that is chosen', () => {
    expect(fixedPortsOf(SALT, new Map())).toEqual([9_099, 4_505, 4_506]);
    expect(fixedPortsOf(NEXUS, new Map())).toEqual([5_000]);
    expect([SALT, MONITOR, NEXUS].map(needsAllocation)).toEqual([true, true, true]);
    expect(needsAllocation(binding('9099:80'))).toBe(false);
    expect([SALT, NEXUS].map(usesMonitorPort)).toEqual([false, true]);
  });

  it('may come from a variable, whose binding is dropped when it is empty', () => {
    expect(portVariablesOf(MONITOR)).toEqual(['MONITOR_PROMETHEUS_PORT_BIND']);
    expect(fixedPortsOf(MONITOR, new Map())).toEqual([19_091]);
    expect(fixedPortsOf(MONITOR, new Map([['MONITOR_PROMETHEUS_PORT_BIND', '9090:9090']]))).toEqual([19_091, 9_090]);
  });

  it('are refused when they are none', () => {
    expect(() => planPorts(binding('99999:80'), new Map())).toThrow('binds no port');
    expect(
      planPorts(
        NEXUS,
        new Map([
          ['ALLOCATE_PORT', '20001'],
          ['MONITOR_PORT', '30001'],
        ]),
      ),
    ).toEqual([
      { hostPort: 20_001, containerPort: 9_000 },
      { hostPort: 30_001, containerPort: 8_081 },
      { hostPort: 5_000, containerPort: 8_082 },
    ]);
  });
});
