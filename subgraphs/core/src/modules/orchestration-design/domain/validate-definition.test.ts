import { describe, expect, it } from 'vitest';
import { aDefinition, aNode, anInput, aService } from '../testing.ts';
import { type Case, problemsOf } from '../testing-problems.ts';
import type { NodeParameter } from './definition.ts';

const constant = (name: string, value: string): NodeParameter => ({
  name,
  source: 'CONSTANT',
  value,
  fromNodeId: null,
  fromParameter: null,
  properties: null,
});
const context = (name: string, fromNodeId: string | null, fromParameter: string | null): NodeParameter => ({
  name,
  source: 'CONTEXT',
  value: null,
  fromNodeId,
  fromParameter,
  properties: null,
});

describe('definitions that may be deployed', () => {
  it.each([
    ['a sequence', aDefinition(['start > a > b > end'])],
    ['several ends', aDefinition(['start > fork > a > merge > end', 'fork > b > merge'])],
    [
      'forks within forks',
      aDefinition(['start > fork1 > a > merge1 > end', 'fork1 > fork2 > b > merge2 > merge1', 'fork2 > c > merge2']),
    ],
    [
      'forks that share a merge',
      aDefinition(['start > fork1 > a > merge > end', 'fork1 > fork2 > b > merge', 'fork2 > c > merge']),
    ],
    [
      'one fork after the other',
      aDefinition([
        'start > fork1 > a > merge1 > fork2 > c > merge2 > end',
        'fork1 > b > merge1',
        'fork2 > d > merge2',
      ]),
    ],
    ['an empty branch', aDefinition(['start > fork > a > merge > end', 'fork > merge'])],
    [
      'objects of an earlier node',
      aDefinition(['start > a > b > end'], [aNode('b', { expression: null, bindMode: 'AS_NODE', bindNodeId: 'a' })]),
    ],
  ])('%s', (_what, definition) => {
    expect(problemsOf({ definition })).toEqual([]);
  });

  it('takes 500 nodes in a row and 300 nested forks', () => {
    const row = Array.from({ length: 500 }, (_, index) => `n${index}`).join(' > ');
    expect(problemsOf({ definition: aDefinition([`start > ${row} > end`]) })).toEqual([]);
    const depth = 300;
    const opening = Array.from({ length: depth }, (_, index) => `fork${index}`).join(' > ');
    const closing = Array.from({ length: depth }, (_, index) => `merge${depth - 1 - index}`).join(' > ');
    const others = Array.from({ length: depth }, (_, index) => `fork${index} > n${index} > merge${index}`);
    expect(problemsOf({ definition: aDefinition([`start > ${opening} > x > ${closing} > end`, ...others]) })).toEqual(
      [],
    );
  });

  it('takes required values from the service itself, constants, and earlier nodes', () => {
    const inputs = [
      anInput('own', { mappingType: 'constant', mappingValue: 'x' }),
      anInput('ip', { mappingType: 'entity', mappingEntityExpression: 'estate:host.ip' }),
      anInput('url', { mappingType: 'system_variable', mappingSystemVariableName: 'GATEWAY_URL' }),
      anInput('script'),
      anInput('count', { dataType: 'int' }),
      anInput('who'),
      anInput('procInstId'),
      anInput('spare', { required: false }),
    ];
    const parameters = [
      context('script', 'a', 'output'),
      constant('count', '3'),
      context('who', 'start', 'procExecutor'),
    ];
    const services = [aService({ outputs: [{ name: 'output' }] }), aService({ name: 'shell/script/next', inputs })];
    const b = aNode('b', { service: 'shell/script/next', parameters });
    expect(problemsOf({ definition: aDefinition(['start > a > b > end'], [b]), services })).toEqual([]);
  });
});

// The file is long because it is a table: one definition per rule that breaks it, and what a person reads.
const RULES: Record<string, Case> = {
  'the root entity is one known entity': {
    definition: { ...aDefinition(['start > end'], [aNode('x', { type: 'END' })]), rootEntity: 'estate:hots' },
    says: [
      [
        'ROOT_ENTITY_INVALID',
        'ERROR',
        'The root entity is not valid: unknown "estate:hots"',
        'rootEntity',
        'Write "estate:host".',
      ],
      ['NOTHING_TO_DO', 'WARNING', 'The orchestration has no node that does anything.', '', 'Add an automatic node.'],
      [
        'TOO_FEW_INCOMING',
        'ERROR',
        '"x" has 0 incoming links; end nodes need at least 1.',
        'x',
        'Link an earlier node to it.',
      ],
      ['NOT_REACHABLE', 'ERROR', '"x" is never reached from the start.', 'x', 'Link it into the flow or remove it.'],
    ],
  },
  'there is a start': {
    definition: aDefinition(['a > end']),
    says: [
      ['NO_START', 'ERROR', 'The orchestration has no start node.', '', 'Add a start node.'],
      [
        'TOO_FEW_INCOMING',
        'ERROR',
        '"a" has 0 incoming links; automatic nodes need at least 1.',
        'a',
        'Link an earlier node to it.',
      ],
    ],
  },
  'there is only one start': {
    definition: aDefinition([
      'start1 > fork1 > a > merge > end',
      'fork1 > b > merge',
      'start2 > fork2 > c > merge',
      'fork2 > d > merge',
    ]),
    says: [
      [
        'SEVERAL_STARTS',
        'ERROR',
        '"start2" is a second start node.',
        'start2',
        'Remove it; the orchestration starts at "start1".',
      ],
    ],
  },
  'there is an end': {
    definition: aDefinition(['start > a']),
    says: [
      ['NO_END', 'ERROR', 'The orchestration has no end node.', '', 'Add an end node.'],
      [
        'TOO_FEW_OUTGOING',
        'ERROR',
        '"a" has 0 outgoing links; automatic nodes need at least 1.',
        'a',
        'Link it to the next node.',
      ],
    ],
  },
  'nothing leads to the start': {
    definition: aDefinition(['start > fork > a > merge > end', 'fork > b > merge', 'fork > start']),
    says: [
      [
        'TOO_MANY_INCOMING',
        'ERROR',
        '"start" has 1 incoming link; start nodes may have none.',
        'start',
        'Remove the links to it.',
      ],
      ['CYCLE', 'ERROR', 'The nodes run in a circle: "fork", "start", "fork".', 'fork', 'Remove one of these links.'],
    ],
  },
  'nothing follows an end': {
    definition: aDefinition(['start > a > end1 > b > end2']),
    says: [
      [
        'TOO_MANY_OUTGOING',
        'ERROR',
        '"end1" has 1 outgoing link; end nodes may have none.',
        'end1',
        'Remove the links from it.',
      ],
    ],
  },
  'an automatic node has one way in and out': {
    definition: aDefinition(['start > fork > a > c > end', 'fork > b > c', 'c > d > end']),
    says: [
      [
        'TOO_MANY_INCOMING',
        'ERROR',
        '"c" has 2 incoming links; automatic nodes may have 1.',
        'c',
        'Let the branches meet in a merge node first.',
      ],
      [
        'TOO_MANY_OUTGOING',
        'ERROR',
        '"c" has 2 outgoing links; automatic nodes may have 1.',
        'c',
        'Put a fork node behind it.',
      ],
    ],
  },
  'a fork forks and a merge merges': {
    definition: aDefinition(['start > fork > a > merge > end']),
    says: [
      [
        'TOO_FEW_OUTGOING',
        'ERROR',
        '"fork" has 1 outgoing link; fork nodes need at least 2.',
        'fork',
        'Link it to the next node.',
      ],
      [
        'TOO_FEW_INCOMING',
        'ERROR',
        '"merge" has 1 incoming link; merge nodes need at least 2.',
        'merge',
        'Link an earlier node to it.',
      ],
    ],
  },
  'every node is reached and leads to an end': {
    definition: aDefinition(['start > a > end', 'b > c', 'c > b']),
    says: [
      ['NOT_REACHABLE', 'ERROR', '"b" is never reached from the start.', 'b', 'Link it into the flow or remove it.'],
      ['NOT_REACHABLE', 'ERROR', '"c" is never reached from the start.', 'c', 'Link it into the flow or remove it.'],
      ['NO_WAY_TO_END', 'ERROR', 'No way leads from "b" to an end.', 'b', 'Link it onwards to an end node.'],
      ['NO_WAY_TO_END', 'ERROR', 'No way leads from "c" to an end.', 'c', 'Link it onwards to an end node.'],
      ['CYCLE', 'ERROR', 'The nodes run in a circle: "c", "b", "c".', 'c', 'Remove one of these links.'],
    ],
  },
  'links join two nodes, once': {
    definition: {
      ...aDefinition(['start > fork > a > merge > end', 'fork > merge']),
      links: [
        ...aDefinition(['start > fork > a > merge > end', 'fork > merge']).links,
        { id: 'lost', source: 'a', target: 'gone', label: null },
        { id: 'loop', source: 'merge', target: 'merge', label: null },
        { id: 'again', source: 'fork', target: 'merge', label: null },
      ],
    },
    says: [
      ['LINK_WITHOUT_NODE', 'ERROR', 'A link leads from or to a node that is not there.', 'lost', 'Remove the link.'],
      ['LINK_TO_ITSELF', 'ERROR', 'A link leads from "merge" to itself.', 'loop', 'Remove the link.'],
      ['LINK_TWICE', 'ERROR', 'There are two links from "fork" to "merge".', 'again', 'Remove the link.'],
      [
        'TOO_MANY_OUTGOING',
        'ERROR',
        '"merge" has 2 outgoing links; merge nodes may have 1.',
        'merge',
        'Put a fork node behind it.',
      ],
    ],
  },
  'branches do not end by themselves': {
    definition: aDefinition(['start > fork > a > end1', 'fork > b > end2']),
    says: [
      [
        'FORK_BRANCH_ENDS',
        'ERROR',
        'A branch of "fork" ends at "end1" without meeting the others.',
        'fork',
        'Let all its branches meet in one merge node.',
      ],
    ],
  },
  'the branches of a fork meet in one merge': {
    definition: aDefinition([
      'start > fork1 > fork2 > a > merge1 > merge3 > end',
      'fork2 > b > merge2 > merge3',
      'fork1 > fork3 > c > merge1',
      'fork3 > d > merge2',
    ]),
    says: [
      [
        'FORK_BRANCHES_MEET_APART',
        'ERROR',
        'The branches of "fork2" meet in different merge nodes: "merge1", "merge2".',
        'fork2',
        'Let all its branches meet in one merge node.',
      ],
      [
        'FORK_BRANCHES_MEET_APART',
        'ERROR',
        'The branches of "fork3" meet in different merge nodes: "merge1", "merge2".',
        'fork3',
        'Let all its branches meet in one merge node.',
      ],
    ],
  },
  'nodes have names of their own that are not too long': {
    definition: aDefinition(
      ['start > a > b > c > end'],
      [aNode('a', { name: ' ' }), aNode('b', { name: 'x'.repeat(61) }), aNode('c', { name: 'start' })],
    ),
    says: [
      ['NAME_MISSING', 'ERROR', 'A node of type automatic has no name.', 'a.name', 'Give it a name.'],
      ['NAME_TOO_LONG', 'ERROR', `The name "${'x'.repeat(61)}" is longer than 60 characters.`, 'b.name', 'Shorten it.'],
      ['NAME_TWICE', 'ERROR', 'The name "start" is used by another node.', 'c.name', 'Choose another name.'],
    ],
  },
  'there are not too many nodes': {
    definition: aDefinition([`start > ${Array.from({ length: 1_999 }, (_, index) => `n${index}`).join(' > ')} > end`]),
    says: [
      [
        'TOO_MANY_NODES',
        'ERROR',
        'The orchestration has 2001 nodes; at most 2000 are allowed.',
        '',
        'Split it into several orchestrations.',
      ],
    ],
  },
  'an automatic node has a valid expression': {
    definition: aDefinition(
      ['start > a > b > c > end'],
      [
        aNode('a', { expression: null }),
        aNode('b', { expression: 'estate:hots' }),
        aNode('c', { expression: 'estate:host.ip' }),
      ],
    ),
    says: [
      [
        'EXPRESSION_MISSING',
        'ERROR',
        '"a" has no expression, so it is not known which objects it works on.',
        'a.expression',
        'Write an expression that starts at the root entity.',
      ],
      [
        'EXPRESSION_INVALID',
        'ERROR',
        'The expression of "b" is not valid: unknown "estate:hots"',
        'b.expression',
        'Write "estate:host".',
      ],
      [
        'EXPRESSION_ATTRIBUTE_IGNORED',
        'WARNING',
        'The expression of "c" ends in the attribute "ip", which is ignored: nodes work on objects.',
        'c.expression',
        'Remove ".ip".',
      ],
    ],
  },
  'an automatic node calls a service that is there, enabled, and fits': {
    definition: aDefinition(
      ['start > a > b > c > d > end'],
      [
        aNode('a', { service: null }),
        aNode('b', { service: 'shell/script/gone' }),
        aNode('c', { service: 'shell/script/off' }),
        aNode('d', { service: 'shell/script/unit' }),
      ],
    ),
    services: [
      aService({ name: 'shell/script/off', enabled: false }),
      aService({ name: 'shell/script/unit', targetEntity: "estate:unit{state eq 'x'}" }),
    ],
    says: [
      ['SERVICE_MISSING', 'ERROR', '"a" calls no service.', 'a.service', 'Choose a service.'],
      [
        'SERVICE_UNKNOWN',
        'ERROR',
        'The service "shell/script/gone" of "b" does not exist.',
        'b.service',
        'Choose another service or register its package.',
      ],
      [
        'SERVICE_DISABLED',
        'ERROR',
        'The service "shell/script/off" of "c" is disabled.',
        'c.service',
        'Enable the service or choose another.',
      ],
      [
        'SERVICE_ENTITY_MISMATCH',
        'ERROR',
        'The service "shell/script/unit" works on "estate:unit", but "d" finds objects of "estate:host".',
        'd.service',
        'Let the expression end at "estate:unit" or choose a service for "estate:host".',
      ],
    ],
  },
  'objects are taken of an earlier automatic node': {
    definition: aDefinition(
      ['start > fork > a > merge > end', 'fork > b > merge'],
      [
        aNode('a', { expression: null, bindMode: 'AS_NODE' }),
        aNode('b', { expression: null, bindMode: 'AS_NODE', bindNodeId: 'a' }),
        aNode('merge', { type: 'MERGE' }),
      ],
    ),
    says: [
      [
        'BIND_NODE_MISSING',
        'ERROR',
        '"a" takes the objects of another node, but none is chosen.',
        'a.bindNodeId',
        'Choose an automatic node that comes before it.',
      ],
      [
        'BIND_NODE_NOT_UPSTREAM',
        'ERROR',
        '"b" takes the objects of "a", which does not come before it.',
        'b.bindNodeId',
        'Choose an automatic node that comes before it.',
      ],
    ],
  },
  'objects are not taken of a node that has none, nor of itself': {
    definition: aDefinition(
      ['start > a > b > end'],
      [
        aNode('a', { expression: null, bindMode: 'AS_NODE', bindNodeId: 'start' }),
        aNode('b', { expression: null, bindMode: 'AS_NODE', bindNodeId: 'b' }),
      ],
    ),
    says: [
      [
        'BIND_NODE_NOT_AUTOMATIC',
        'ERROR',
        '"a" takes the objects of "start", which has none.',
        'a.bindNodeId',
        'Choose an automatic node that comes before it.',
      ],
      [
        'BIND_NODE_NOT_UPSTREAM',
        'ERROR',
        '"b" takes the objects of "b", which does not come before it.',
        'b.bindNodeId',
        'Choose an automatic node that comes before it.',
      ],
    ],
  },
  'the service fits the objects of the node they are taken of': {
    definition: aDefinition(
      ['start > a > b > end'],
      [aNode('b', { expression: null, bindMode: 'AS_NODE', bindNodeId: 'a', service: 'shell/script/unit' })],
    ),
    services: [aService(), aService({ name: 'shell/script/unit', targetEntity: 'estate:unit' })],
    says: [
      [
        'SERVICE_ENTITY_MISMATCH',
        'ERROR',
        'The service "shell/script/unit" works on "estate:unit", but "b" finds objects of "estate:host".',
        'b.service',
        'Let the expression end at "estate:unit" or choose a service for "estate:host".',
      ],
    ],
  },
  'the time limit is sensible': {
    definition: aDefinition(
      ['start > a > b > end'],
      [aNode('a', { timeoutMs: 999 }), aNode('b', { timeoutMs: 604_800_001 })],
    ),
    says: [
      [
        'TIMEOUT_OUT_OF_RANGE',
        'ERROR',
        'The time limit of "a" is 999 ms; it may be 1000 ms to 7 days.',
        'a.timeoutMs',
        'Choose another time limit.',
      ],
      [
        'TIMEOUT_OUT_OF_RANGE',
        'ERROR',
        'The time limit of "b" is 604800001 ms; it may be 1000 ms to 7 days.',
        'b.timeoutMs',
        'Choose another time limit.',
      ],
    ],
  },
  'required parameters have a value': {
    definition: aDefinition(['start > a > end'], [aNode('a', { parameters: [constant('blank', ' ')] })]),
    services: [
      aService({
        inputs: [
          anInput('script'),
          anInput('blank'),
          anInput('own', { mappingType: 'constant' }),
          anInput('spare', { required: false }),
        ],
      }),
    ],
    says: [
      [
        'PARAMETER_REQUIRED',
        'ERROR',
        '"a" gives no value for the required parameter "script".',
        'a.parameters.script',
        'Give a constant or take it of an earlier node.',
      ],
      [
        'PARAMETER_REQUIRED',
        'ERROR',
        '"a" gives no value for the required parameter "blank".',
        'a.parameters.blank',
        'Give a constant or take it of an earlier node.',
      ],
      [
        'PARAMETER_REQUIRED',
        'ERROR',
        '"a" gives no value for the required parameter "own".',
        'a.parameters.own',
        'Give a constant or take it of an earlier node.',
      ],
    ],
  },
  'parameters are those of the service, once, and of its type': {
    definition: aDefinition(
      ['start > a > end'],
      [aNode('a', { parameters: [constant('count', 'many'), constant('count', '1'), constant('other', 'x')] })],
    ),
    services: [aService({ inputs: [anInput('count', { dataType: 'int' })] })],
    says: [
      [
        'PARAMETER_NOT_A_NUMBER',
        'ERROR',
        'Parameter "count" of "a" must be a number, not "many".',
        'a.parameters.count',
        'Write a number.',
      ],
      ['PARAMETER_TWICE', 'ERROR', '"a" gives parameter "count" twice.', 'a.parameters.count', 'Remove it.'],
      [
        'PARAMETER_UNKNOWN',
        'WARNING',
        '"a" gives parameter "other", which its service does not have; it is ignored.',
        'a.parameters.other',
        'Remove it.',
      ],
    ],
  },
  'context comes from an earlier node that has it': {
    definition: aDefinition(
      ['start > fork > a > merge > b > end', 'fork > c > merge'],
      [
        aNode('a', {
          parameters: [
            context('p1', null, null),
            context('p2', 'fork', 'x'),
            context('p3', 'c', 'out'),
            context('p4', 'start', 'procName'),
          ],
        }),
        aNode('b', {
          parameters: [
            context('p1', 'a', 'gone'),
            context('p2', 'c', 'out'),
            context('p3', 'a', 'p1'),
            context('p4', 'start', 'procDefKey'),
          ],
        }),
      ],
    ),
    services: [
      aService({
        inputs: ['p1', 'p2', 'p3', 'p4'].map((name) => anInput(name, { required: false })),
        outputs: [{ name: 'out' }],
      }),
    ],
    says: [
      [
        'CONTEXT_SOURCE_MISSING',
        'ERROR',
        'Parameter "p1" of "a" takes its value of another node, but none is chosen.',
        'a.parameters.p1',
        'Choose a node that comes before it.',
      ],
      [
        'CONTEXT_SOURCE_OFFERS_NOTHING',
        'ERROR',
        'Parameter "p2" of "a" takes its value of "fork", which offers none.',
        'a.parameters.p2',
        'Choose a node that comes before it.',
      ],
      [
        'CONTEXT_SOURCE_NOT_UPSTREAM',
        'ERROR',
        'Parameter "p3" of "a" takes its value of "c", which does not come before it.',
        'a.parameters.p3',
        'Choose a node that comes before it.',
      ],
      [
        'CONTEXT_PARAMETER_UNKNOWN',
        'ERROR',
        'Parameter "p4" of "a" takes "procName" of "start", which has no such parameter.',
        'a.parameters.p4',
        'Choose one of: procDefName, procDefKey, procInstId, procInstKey, procInstName, rootEntityName, rootEntityId, procStartTime, procExecutor.',
      ],
      [
        'CONTEXT_PARAMETER_UNKNOWN',
        'ERROR',
        'Parameter "p1" of "b" takes "gone" of "a", which has no such parameter.',
        'b.parameters.p1',
        'Choose one of: out, p1, p2, p3, p4.',
      ],
    ],
  },
};

describe('what stands in the way of deploying', () => {
  it.each(Object.entries(RULES))('%s', (_rule, broken) => {
    expect(problemsOf(broken)).toEqual(broken.says);
  });
});
