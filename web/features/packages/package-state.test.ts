import { expect, it } from 'vitest';
import type { InstanceStatus } from '../../gql/graphql.ts';
import { packageState } from './package-state.ts';

const registered = (...statuses: InstanceStatus[]) => ({
  status: 'REGISTERED' as const,
  active: true,
  compositionError: null,
  instances: statuses.map((status) => ({ status })),
});

it.each([
  [registered(), 'registered'],
  [registered('RUNNING', 'RUNNING'), 'active'],
  [registered('RUNNING', 'LAUNCHING'), 'launching'],
  [registered('RUNNING', 'UNHEALTHY'), 'down'],
  [registered('STOPPED'), 'registered'],
  [{ ...registered('RUNNING'), active: false }, 'superseded'],
  [{ ...registered('RUNNING'), compositionError: 'no' }, 'notInGraph'],
  [{ ...registered(), status: 'UPLOADED' as const }, 'uploaded'],
  [{ ...registered(), status: 'DECOMMISSIONED' as const }, 'withdrawn'],
])('%# is %s', (one, kind) => expect(packageState(one).kind).toBe(kind));

it('counts how many instances are down', () =>
  expect(packageState(registered('RUNNING', 'FAILED', 'UNHEALTHY'))).toMatchObject({
    down: 2,
    total: 3,
    tone: 'failed',
  }));
