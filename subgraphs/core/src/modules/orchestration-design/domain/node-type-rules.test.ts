import { describe, expect, it } from 'vitest';
import { aDefinition, aNode, anInput, aService } from '../testing.ts';
import { type Case, problemsOf } from '../testing-problems.ts';
import type { DefinitionNode, NodeParameter } from './definition.ts';
import type { ChildFacts } from './design-knowledge.ts';

const aParameter = (name: string, changes: Partial<NodeParameter>): NodeParameter => ({
  ...{ name, source: 'CONSTANT', value: null, fromNodeId: null, fromParameter: null, properties: null },
  ...changes,
});
const human = (changes: Partial<DefinitionNode> = {}) =>
  aNode('human', { expression: 'estate:host', service: 'taskman/task/create', ...changes });
const ASK = aService({ name: 'taskman/task/create', isAsync: true });
const WAIT = { type: 'TIME_INTERVAL', waitMs: 60_000 } as const;
const DAY = 24 * 3_600_000;
const CHILD: ChildFacts = {
  name: 'Patch',
  isDeployed: true,
  isSubProcess: true,
  rootEntity: "estate:host{state eq 'up'}",
  reaches: new Set(),
};
const subProcess = (changes: Partial<DefinitionNode> = {}) =>
  aNode('sub-process', { expression: 'estate:host', subProcessKey: 'orc_child', ...changes });
const running = (node: DefinitionNode) => aDefinition(['start > sub-process > end'], [node]);

describe('definitions of every type of node that may be deployed', () => {
  it.each([
    [
      'ways of a decision that meet, and one that ends as failed',
      aDefinition([
        'start > a > decision[yes] > b > decision-merge > end',
        'decision[no] > c > decision-merge',
        'decision[never] > abnormal-end',
      ]),
    ],
    [
      'decisions whose ways meet in any order',
      aDefinition([
        'start > decision1[1] > a > decision-merge1 > b > decision-merge2 > end',
        'decision1[2] > decision2[1] > c > decision-merge1',
        'decision2[2] > d > decision-merge2',
      ]),
    ],
    [
      'a decision in a branch of a fork',
      aDefinition([
        'start > fork > decision[yes] > a > decision-merge > merge > end',
        'decision[no] > decision-merge',
        'fork > b > merge',
      ]),
    ],
    [
      'a branch of a fork that may end the run',
      aDefinition([
        'start > fork > decision[yes] > a > merge > end',
        'decision[no] > abnormal-end',
        'fork > b > merge',
      ]),
    ],
    [
      'a fork on one way of a decision',
      aDefinition([
        'start > decision[yes] > fork > a > merge > decision-merge > end',
        'fork > b > merge',
        'decision[no] > decision-merge',
      ]),
    ],
    [
      'waits, a person and data',
      aDefinition(
        ['start > wait > human > date > data > end'],
        [
          aNode('wait', WAIT),
          human(),
          aNode('date', { waitUntil: '2026-02-01T08:00:00Z' }),
          aNode('data', { writes: [{ expression: 'estate:host', operation: 'update' }] }),
        ],
      ),
    ],
    [
      'objects in several calls, with values of every source',
      aDefinition(
        ['start > a > end'],
        [
          aNode('a', {
            rowsPerCall: 10,
            parallelCalls: 4,
            parameters: [
              aParameter('ip', { source: 'ENTITY', value: '.ip' }),
              aParameter('url', { source: 'SYSTEM_VARIABLE', value: 'GATEWAY_URL' }),
              aParameter('who', {
                source: 'OBJECT',
                properties: [
                  aParameter('name', { source: 'CONTEXT', fromNodeId: 'start', fromParameter: 'procDefName' }),
                ],
              }),
            ],
          }),
        ],
      ),
    ],
    ['a sub-process', running(subProcess())],
  ])('%s', (_what, definition) => {
    const inputs = ['ip', 'url', 'who'].map((name) => anInput(name));
    const isCalling = definition.nodes.some(({ parameters }) => parameters.length > 0);
    const services = [aService(isCalling ? { inputs } : {}), ASK];
    const world = { child: () => CHILD, variable: () => ({ secret: false }) };
    expect(problemsOf({ definition, services, world })).toEqual([]);
  });

  it('takes 300 nested decisions', () => {
    const depth = 300;
    const opening = Array.from({ length: depth }, (_, index) => `decision${index}[in]`).join(' > ');
    const closing = Array.from({ length: depth }, (_, index) => `decision-merge${depth - 1 - index}`).join(' > ');
    const others = Array.from(
      { length: depth },
      (_, index) => `decision${index}[out] > n${index} > decision-merge${index}`,
    );
    expect(problemsOf({ definition: aDefinition([`start > ${opening} > x > ${closing} > end`, ...others]) })).toEqual(
      [],
    );
  });
});

const RULES: Record<string, Case> = {
  'the ways out of a decision have names of their own': {
    definition: aDefinition([
      'start > decision > a > decision-merge > end',
      'decision[no] > b > decision-merge',
      'decision[no] > c > decision-merge',
    ]),
    says: [
      [
        'DECISION_LABEL_MISSING',
        'ERROR',
        'A way out of "decision" has no name, so it cannot be chosen.',
        'decision.link1.label',
        'Give the link to "a" a name.',
      ],
      [
        'DECISION_LABEL_TWICE',
        'ERROR',
        'Two ways out of "decision" are named "no".',
        'decision.link6.label',
        'Give one of them another name.',
      ],
    ],
  },
  'a merge waits for the branches of a fork only': {
    definition: aDefinition(['start > decision[yes] > a > merge > end', 'decision[no] > b > merge']),
    says: [
      [
        'MERGE_WITHOUT_FORK',
        'ERROR',
        '"merge" waits for all of its incoming links, but they are not the branches of one fork.',
        'merge',
        'Let the branches of a fork meet in it, or use a decision merge node.',
      ],
    ],
  },
  'one way of a decision reaches the merge of a fork': {
    definition: aDefinition([
      'start > fork > decision[yes] > a > merge > end',
      'decision[no] > b > merge',
      'fork > c > merge',
    ]),
    says: [
      [
        'FORK_BRANCH_CHOOSES',
        'ERROR',
        'A branch of "fork" reaches "merge" by 2 links of which only one is taken, so "merge" would wait forever.',
        'fork',
        'Let the ways of the decision meet in a decision merge node before "merge".',
      ],
    ],
  },
  'branches of a fork do not meet in a decision merge': {
    definition: aDefinition(['start > fork > a > decision-merge > end', 'fork > b > decision-merge']),
    says: [
      [
        'FORK_MEETS_IN_DECISION_MERGE',
        'ERROR',
        'Branches of "fork" meet in "decision-merge", which lets each pass by itself.',
        'fork',
        'Let all its branches meet in one merge node.',
      ],
    ],
  },
  'a branch of a fork does not end the run well, nor end in every case': {
    definition: aDefinition([
      'start > fork1 > decision[yes] > a > merge1 > fork2 > c > merge2 > end1',
      'decision[no] > end2',
      'fork1 > b > merge1',
      'fork2 > d > merge2',
    ]),
    says: [
      [
        'FORK_BRANCH_ENDS',
        'ERROR',
        'A branch of "fork1" ends at "end2" without meeting the others.',
        'fork1',
        'Let all its branches meet in one merge node.',
      ],
    ],
  },
  'values and objects come of nodes that every way passes, else there is a warning': {
    definition: aDefinition(
      ['start > decision[yes] > a > decision-merge > b > end', 'decision[no] > decision-merge'],
      [
        aNode('b', {
          ...{ expression: null, bindMode: 'AS_NODE', bindNodeId: 'a' },
          parameters: [aParameter('p', { source: 'CONTEXT', fromNodeId: 'a', fromParameter: 'out' })],
        }),
      ],
    ),
    services: [aService({ inputs: [anInput('p', { required: false })], outputs: [{ name: 'out' }] })],
    says: [
      [
        'BIND_NODE_NOT_ON_EVERY_WAY',
        'WARNING',
        '"b" takes the objects of "a", which some ways to it pass by; it then has none.',
        'b.bindNodeId',
        'Choose a node that every way passes, or write an expression.',
      ],
      [
        'CONTEXT_SOURCE_NOT_ON_EVERY_WAY',
        'WARNING',
        'Parameter "p" of "b" takes its value of "a", which some ways to it pass by; it is then empty.',
        'b.parameters.p',
        'Make sure that the service can do without it, or choose a node that every way passes.',
      ],
    ],
  },
  'the roles of the orchestration may use its services': {
    definition: {
      ...aDefinition(['start > a > end']),
      mgmtRoles: ['APP_OPS'],
      useRoles: ['APP_OPS', 'DEV', 'NET_OPS'],
    },
    world: { rolesOfService: () => ['NET_OPS'] },
    says: [
      [
        'SERVICE_NOT_FOR_MGMT_ROLES',
        'ERROR',
        'None of the roles that manage the orchestration (APP_OPS) may use the service "shell/script/run" of "a".',
        'a.service',
        'Choose another service, or let one of these roles use it.',
      ],
      [
        'SERVICE_NOT_FOR_USE_ROLES',
        'WARNING',
        'The roles APP_OPS, DEV may run the orchestration, but not use the service "shell/script/run" of "a" by themselves.',
        'a.service',
        'Make sure that this is meant.',
      ],
    ],
  },
  'a person is asked by a service that calls back, and not by a sub-process': {
    definition: {
      ...aDefinition(['start > human > end'], [human({ service: 'shell/script/run' })]),
      isSubProcess: true,
    },
    says: [
      [
        'HUMAN_IN_SUB_PROCESS',
        'ERROR',
        '"human" asks a person, but sub-processes run without people.',
        'human',
        'Move it to the orchestration that runs the sub-process.',
      ],
      [
        'HUMAN_SERVICE_NOT_ASYNC',
        'ERROR',
        'The service "shell/script/run" of "human" answers at once, so no person can answer it.',
        'human.service',
        'Choose a service that calls back, or make it an automatic node.',
      ],
    ],
  },
  'a sub-process is chosen': {
    definition: running(subProcess({ subProcessKey: null })),
    says: [
      [
        'SUB_PROCESS_MISSING',
        'ERROR',
        '"sub-process" runs no orchestration.',
        'sub-process.subProcessKey',
        'Choose a deployed sub-process.',
      ],
    ],
  },
  'a sub-process is there': {
    definition: running(subProcess()),
    says: [
      [
        'SUB_PROCESS_UNKNOWN',
        'ERROR',
        '"sub-process" runs the orchestration "orc_child", which does not exist.',
        'sub-process.subProcessKey',
        'Choose a deployed sub-process.',
      ],
    ],
  },
  'a version of a sub-process is there': {
    definition: running(subProcess({ subProcessVersion: 3 })),
    says: [
      [
        'SUB_PROCESS_UNKNOWN',
        'ERROR',
        '"sub-process" runs version 3 of the orchestration "orc_child", which does not exist.',
        'sub-process.subProcessKey',
        'Choose a deployed version, or the newest.',
      ],
    ],
  },
  'a sub-process is deployed, made to be one, and for these objects': {
    definition: running(subProcess({ parallelCalls: 0 })),
    world: { child: () => ({ ...CHILD, isDeployed: false, isSubProcess: false, rootEntity: 'estate:unit' }) },
    says: [
      [
        'SUB_PROCESS_NOT_DEPLOYED',
        'ERROR',
        '"sub-process" runs "Patch", which is not deployed.',
        'sub-process.subProcessKey',
        'Deploy it, or choose a deployed version.',
      ],
      [
        'SUB_PROCESS_NOT_ONE',
        'ERROR',
        '"sub-process" runs "Patch", which is no sub-process.',
        'sub-process.subProcessKey',
        'Copy it, mark the copy as a sub-process, and choose that.',
      ],
      [
        'SUB_PROCESS_ENTITY_MISMATCH',
        'ERROR',
        '"sub-process" runs "Patch", which works on "estate:unit", but finds objects of "estate:host".',
        'sub-process.subProcessKey',
        'Let the expression end at "estate:unit" or choose a sub-process for "estate:host".',
      ],
      [
        'PARALLEL_CALLS_OUT_OF_RANGE',
        'ERROR',
        '"sub-process" makes 0 calls at once; it may make 1 to 100.',
        'sub-process.parallelCalls',
        'Choose another number.',
      ],
    ],
  },
  'a sub-process does not come back to the orchestration': {
    definition: running(subProcess()),
    world: { child: () => ({ ...CHILD, reaches: new Set(['orc_own']) }) },
    says: [
      [
        'SUB_PROCESS_RECURSIVE',
        'ERROR',
        '"sub-process" runs "Patch", which in the end runs this orchestration again.',
        'sub-process.subProcessKey',
        'Choose another sub-process.',
      ],
    ],
  },
  'a data node writes something that can be found': {
    definition: aDefinition(
      ['start > data1 > data2 > end'],
      [
        aNode('data1', { timeoutMs: 1 }),
        aNode('data2', {
          writes: [
            { expression: '', operation: 'create' },
            { expression: 'estate:hots', operation: '' },
          ],
        }),
      ],
    ),
    says: [
      [
        'WRITES_MISSING',
        'ERROR',
        '"data1" writes nothing.',
        'data1.writes',
        'Add an expression and what is to be done with its objects.',
      ],
      [
        'TIMEOUT_OUT_OF_RANGE',
        'ERROR',
        'The time limit of "data1" is 1 ms; it may be 1000 ms to 7 days.',
        'data1.timeoutMs',
        'Choose another time limit.',
      ],
      [
        'WRITE_EXPRESSION_MISSING',
        'ERROR',
        'Write 1 of "data2" has no expression.',
        'data2.writes.0.expression',
        'Write an expression that starts at the root entity.',
      ],
      [
        'WRITE_EXPRESSION_INVALID',
        'ERROR',
        'The expression of write 2 of "data2" is not valid: unknown "estate:hots"',
        'data2.writes.1.expression',
        'Write "estate:host".',
      ],
      [
        'WRITE_OPERATION_MISSING',
        'ERROR',
        'Write 2 of "data2" does not say what is done with the objects.',
        'data2.writes.1.operation',
        'Choose an operation, such as "update".',
      ],
    ],
  },
  'a wait has a sensible length': {
    definition: aDefinition(
      ['start > a > x > y > end'],
      [aNode('x', { ...WAIT, waitMs: null }), aNode('y', { ...WAIT, waitMs: 100 * DAY + 1 })],
    ),
    says: [
      ['WAIT_OUT_OF_RANGE', 'ERROR', 'It is not said how long "x" waits.', 'x.waitMs', 'Choose 1 second to 100 days.'],
      [
        'WAIT_OUT_OF_RANGE',
        'ERROR',
        '"y" waits 8640000001 ms; it may wait 1 second to 100 days.',
        'y.waitMs',
        'Choose 1 second to 100 days.',
      ],
    ],
  },
  'a date is a moment that is still to come': {
    definition: aDefinition(
      ['start > a > date1 > date2 > date3 > end'],
      [aNode('date2', { waitUntil: '2026-02-01 08:00' }), aNode('date3', { waitUntil: '2025-12-31T23:59:59Z' })],
    ),
    says: [
      [
        'DATE_INVALID',
        'ERROR',
        'It is not said which moment "date1" waits for.',
        'date1.waitUntil',
        'Choose a date and a time.',
      ],
      [
        'DATE_INVALID',
        'ERROR',
        '"date2" waits for "2026-02-01 08:00", which is no date with a time and a zone.',
        'date2.waitUntil',
        'Choose a date and a time.',
      ],
      [
        'DATE_PAST',
        'WARNING',
        '"date3" waits for 2025-12-31T23:59:59Z, which has passed; a run does not wait there.',
        'date3.waitUntil',
        'Choose a later moment.',
      ],
    ],
  },
  'objects are split into a sensible number of calls': {
    definition: aDefinition(['start > a > end'], [aNode('a', { rowsPerCall: 0, parallelCalls: 101 })]),
    says: [
      [
        'ROWS_PER_CALL_OUT_OF_RANGE',
        'ERROR',
        '"a" sends 0 objects per call; it may send 1 to 10000.',
        'a.rowsPerCall',
        'Choose another number, or send all in one call.',
      ],
      [
        'PARALLEL_CALLS_OUT_OF_RANGE',
        'ERROR',
        '"a" makes 101 calls at once; it may make 1 to 100.',
        'a.parallelCalls',
        'Choose another number.',
      ],
    ],
  },
  'values of objects can be read': {
    definition: aDefinition(
      ['start > a > end'],
      [
        aNode('a', {
          parameters: [
            aParameter('p1', { source: 'ENTITY' }),
            aParameter('p2', { source: 'ENTITY', value: 'estate:hots' }),
          ],
        }),
      ],
    ),
    services: [aService({ inputs: ['p1', 'p2'].map((name) => anInput(name, { required: false })) })],
    says: [
      [
        'PARAMETER_VALUE_MISSING',
        'ERROR',
        'Parameter "p1" of "a" is read of the object, but it is not said what.',
        'a.parameters.p1',
        'Write an expression that starts at the object, such as ".displayName".',
      ],
      [
        'PARAMETER_ENTITY_INVALID',
        'ERROR',
        'The expression of parameter "p2" of "a" is not valid: unknown "estate:hots"',
        'a.parameters.p2',
        'Write "estate:host".',
      ],
    ],
  },
  'system variables are there, and secrets stay secret': {
    definition: aDefinition(
      ['start > a > end'],
      [
        aNode('a', {
          parameters: [
            aParameter('p1', { source: 'SYSTEM_VARIABLE' }),
            aParameter('p2', { source: 'SYSTEM_VARIABLE', value: 'GONE' }),
            aParameter('p3', { source: 'SYSTEM_VARIABLE', value: 'TOKEN' }),
            aParameter('p4', { source: 'SYSTEM_VARIABLE', value: 'TOKEN' }),
          ],
        }),
      ],
    ),
    services: [
      aService({
        inputs: [
          ...['p1', 'p2', 'p3'].map((name) => anInput(name, { required: false })),
          anInput('p4', { sensitive: true }),
        ],
      }),
    ],
    world: { variable: (name, packageName) => (name === 'TOKEN' && packageName === 'shell' ? { secret: true } : null) },
    says: [
      [
        'PARAMETER_VALUE_MISSING',
        'ERROR',
        'Parameter "p1" of "a" takes a system variable, but none is chosen.',
        'a.parameters.p1',
        'Choose a system variable.',
      ],
      [
        'PARAMETER_VARIABLE_UNKNOWN',
        'ERROR',
        'Parameter "p2" of "a" takes the system variable "GONE", which does not exist for its service.',
        'a.parameters.p2',
        'Create it, or choose another.',
      ],
      [
        'PARAMETER_SECRET_SHOWN',
        'WARNING',
        'Parameter "p3" of "a" takes the secret "TOKEN", but its service does not treat the parameter as sensitive.',
        'a.parameters.p3',
        'Choose another variable, or a service that keeps it secret.',
      ],
    ],
  },
  'objects are built of properties with a source of their own': {
    definition: aDefinition(
      ['start > a > end'],
      [
        aNode('a', {
          parameters: [
            aParameter('p1', { source: 'OBJECT', properties: [] }),
            aParameter('p2', {
              source: 'OBJECT',
              properties: [
                aParameter('x', { source: 'CONTEXT' }),
                aParameter('x', { value: '1' }),
                aParameter('y', { source: 'OBJECT', properties: nested(8) }),
              ],
            }),
          ],
        }),
      ],
    ),
    services: [aService({ inputs: ['p1', 'p2'].map((name) => anInput(name, { required: false })) })],
    says: [
      [
        'PARAMETER_VALUE_MISSING',
        'ERROR',
        'Parameter "p1" of "a" is an object without properties.',
        'a.parameters.p1',
        'Add a property.',
      ],
      [
        'CONTEXT_SOURCE_MISSING',
        'ERROR',
        'Parameter "p2.x" of "a" takes its value of another node, but none is chosen.',
        'a.parameters.p2.x',
        'Choose a node that comes before it.',
      ],
      ['PARAMETER_TWICE', 'ERROR', '"a" gives parameter "p2.x" twice.', 'a.parameters.p2', 'Remove it.'],
      [
        'PARAMETER_TOO_DEEP',
        'ERROR',
        'Parameter "p2.y.n8.n7.n6.n5.n4.n3" of "a" is nested more than 8 deep.',
        'a.parameters.p2.y.n8.n7.n6.n5.n4.n3',
        'Make it flatter.',
      ],
    ],
  },
};

function nested(depth: number): NodeParameter[] {
  const name = `n${depth}`;
  if (depth === 0) return [aParameter(name, { value: '1' })];
  return [aParameter(name, { source: 'OBJECT', properties: nested(depth - 1) })];
}

describe('what stands in the way of deploying a node of its type', () => {
  it.each(Object.entries(RULES))('%s', (_rule, broken) => {
    expect(problemsOf(broken)).toEqual(broken.says);
  });
});

it('says nothing about what only other types of node use', () => {
  const odd = aNode('a', { waitMs: -1, waitUntil: 'never', writes: [{ expression: '', operation: '' }] });
  expect(problemsOf({ definition: aDefinition(['start > a > end'], [odd]) })).toEqual([]);
});
