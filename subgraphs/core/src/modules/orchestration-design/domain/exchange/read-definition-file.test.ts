import { describe, expect, it } from 'vitest';
import type { DefinitionNode } from '../definition.ts';
import type { ExchangedDefinition, ReadDefinitions } from './exchanged-definition.ts';
import { printOrchestrations } from './orchestration-file.ts';
import { readDefinitionFile } from './read-definition-file.ts';
import { anOriginal, aPds, element, flow, originalLink, originalNode } from './testing.ts';

const read = (content: string) => readDefinitionFile(content, 'Asia/Shanghai');

function only(content: string): ExchangedDefinition {
  const result = read(content);
  if (!result.ok) throw new Error(result.fault.message);
  return result.definitions[0] as ExchangedDefinition;
}
const faultOf = (result: ReadDefinitions) => (result.ok ? null : result.fault);
const nodeOf = (definition: ExchangedDefinition, name: string) =>
  definition.nodes.find((node) => node.name === name) as DefinitionNode;
const codes = ({ notes }: ExchangedDefinition) => notes.map(({ code }) => code);

const TASK = element('subProcess', 'T1', 'Restart');
const PLAIN = `${element('startEvent', 'S', 'Begin')}${TASK}${element('endEvent', 'E', 'Done')}`;
const PLAIN_LINKS = `${flow('S', 'T1')}${flow('T1', 'E')}`;

describe('a file of WeCube 2', () => {
  it('becomes a definition with its nodes, links, expressions and parameters', () => {
    const definition = only(
      aPds({
        elements: PLAIN + PLAIN_LINKS,
        tasks: [
          {
            nodeId: 'T1',
            nodeName: 'Restart',
            serviceName: 'shell/host-script(a)/run',
            routineExpression: 'estate:host~(host)estate:agent',
            timeoutExpression: '10',
            paramInfos: [
              { paramName: 'args', bindType: 'constant', bindValue: '-x', bindNodeId: '', bindParamType: 'INPUT' },
              {
                paramName: 'guid',
                bindType: 'context',
                bindNodeId: 'S',
                bindParamType: 'OUTPUT',
                bindParamName: 'procInstId',
              },
            ],
          },
        ],
      }),
    );
    expect(definition).toMatchObject({ key: 'wecube42', name: 'Restart hosts', version: 3, rootEntity: 'estate:host' });
    expect(definition.nodes.map(({ id, type, name }) => [id, type, name])).toEqual([
      ['S', 'START', 'Begin'],
      ['T1', 'AUTOMATIC', 'Restart'],
      ['E', 'END', 'Done'],
    ]);
    expect(definition.links.map(({ source, target }) => [source, target])).toEqual([
      ['S', 'T1'],
      ['T1', 'E'],
    ]);
    expect(nodeOf(definition, 'Restart')).toMatchObject({
      ...{ service: 'shell/host-script(a)/run', expression: 'estate:host~(host)estate:agent', timeoutMs: 600_000 },
      parameters: [
        { name: 'args', source: 'CONSTANT', value: '-x' },
        { name: 'guid', source: 'CONTEXT', fromNodeId: 'S', fromParameter: 'procInstId', fromSide: 'OUTPUT' },
      ],
    });
    expect(definition.notes).toEqual([]);
  });

  it('keeps the drawing, spread until nothing lies on anything', () => {
    const definition = only(
      aPds({
        elements: PLAIN + element('subProcess', 'T2', 'Check') + PLAIN_LINKS,
        shapes: [
          { id: 'S', x: 100, y: 100, width: 36, height: 36 },
          { id: 'T1', x: 200, y: 78 },
          { id: 'T2', x: 200, y: 200 },
          { id: 'E', x: 350, y: 100, width: 36, height: 36 },
        ],
      }),
    );
    const start = nodeOf(definition, 'Begin');
    const task = nodeOf(definition, 'Restart');
    const end = nodeOf(definition, 'Done');
    const below = nodeOf(definition, 'Check');
    expect(start.x).toBeLessThan(task.x);
    expect(task.x + 184).toBeLessThan(end.x);
    expect(start.x + 32).toBeLessThan(task.x);
    expect(start.y + 16).toBe(task.y + 24);
    expect(below.x).toBe(task.x);
    expect(below.y).toBeGreaterThan(task.y + 48);
  });

  it('leaves no node on the bar of a fork or a merge, which spans its branches', () => {
    const definition = only(
      aPds({
        elements: [
          element('parallelGateway', 'G', 'fork'),
          element('subProcess', 'A', 'above'),
          element('subProcess', 'B', 'below'),
          element('subProcess', 'C', 'near'),
          ...[flow('G', 'A'), flow('G', 'B')],
        ].join(''),
        shapes: [
          { id: 'G', x: 0, y: 200, width: 50, height: 50 },
          { id: 'A', x: 300, y: 0 },
          { id: 'B', x: 300, y: 400 },
          { id: 'C', x: 0, y: 90 },
        ],
      }),
    );
    const [bar, near] = [nodeOf(definition, 'fork'), nodeOf(definition, 'near')];
    expect(near.x).toBeGreaterThan(bar.x + 8);
  });

  it('knows timers, gateways, people, data and both kinds of end', () => {
    const timer = (kind: string, text: string) =>
      `<bpmn2:timerEventDefinition><bpmn2:${kind}>${text}</bpmn2:${kind}></bpmn2:timerEventDefinition>`;
    const definition = only(
      aPds({
        elements: [
          element('startEvent', 'S', 'start'),
          element('parallelGateway', 'G1', 'fork'),
          element('parallelGateway', 'G2', 'merge'),
          element('exclusiveGateway', 'X1', 'decide'),
          element('exclusiveGateway', 'X2', 'gather'),
          element('intermediateCatchEvent', 'W1', 'wait', timer('timeDuration', 'PT1M30S')),
          element('intermediateCatchEvent', 'W2', 'until', timer('timeDate', '2030-01-02T03:04:05')),
          element('subProcess', 'H', 'approve'),
          element('subProcess', 'D', 'write'),
          element('endEvent', 'E', 'end'),
          element('endEvent', 'F', 'failed', '<bpmn2:errorEventDefinition />'),
          flow('S', 'G1'),
          ...[flow('G1', 'W1'), flow('G1', 'W2'), flow('W1', 'G2'), flow('W2', 'G2'), flow('G2', 'H'), flow('H', 'X1')],
          flow('X1', 'D', '', 'yes'),
          flow('X1', 'F', `<bpmn2:conditionExpression>\${H == 'no'}</bpmn2:conditionExpression>`),
          ...[flow('D', 'X2'), flow('X2', 'E')],
        ].join(''),
        tasks: [
          { nodeId: 'H', taskCategory: 'SUTN' },
          {
            nodeId: 'D',
            taskCategory: 'SDTN',
            routineExpression: 'estate:host#DMEOP#update#DME#estate:host.unit>estate:unit#DMEOP#create',
          },
        ],
      }),
    );
    expect(Object.fromEntries(definition.nodes.map(({ name, type }) => [name, type]))).toEqual({
      ...{ start: 'START', fork: 'FORK', merge: 'MERGE', decide: 'DECISION', gather: 'DECISION_MERGE' },
      ...{ wait: 'TIME_INTERVAL', until: 'DATE', approve: 'HUMAN', write: 'DATA', end: 'END', failed: 'ABNORMAL_END' },
    });
    expect(nodeOf(definition, 'wait').waitMs).toBe(90_000);
    expect(nodeOf(definition, 'until').waitUntil).toBe('2030-01-01T19:04:05.000Z');
    expect(nodeOf(definition, 'write').writes).toEqual([
      { expression: 'estate:host', operation: 'update' },
      { expression: 'estate:host.unit>estate:unit', operation: 'create' },
    ]);
    expect(definition.links.flatMap(({ source, label }) => (source === 'X1' ? [label] : []))).toEqual(['yes', 'no']);
    expect(codes(definition)).toEqual(['IMPORT_ZONE_ASSUMED']);
  });

  it('says what it takes differently: names, gateways of two kinds, events at borders, unknown elements and timers', () => {
    const definition = only(
      aPds({
        elements: [
          element('startEvent', 'S'),
          element('subProcess', 'A', 'Same'),
          element('subProcess', 'B', 'Same'),
          element('parallelGateway', 'G', 'Both'),
          element('adHocSubProcess', 'Q', 'Odd'),
          element(
            'intermediateCatchEvent',
            'W',
            'When',
            '<bpmn2:timerEventDefinition><bpmn2:timeDuration>P1Y</bpmn2:timeDuration></bpmn2:timerEventDefinition>',
          ),
          '<bpmn2:boundaryEvent id="X" name="Late" attachedToRef="A" />',
          ...[flow('S', 'A'), flow('S', 'B'), flow('A', 'G'), flow('B', 'G'), flow('G', 'Q'), flow('G', 'W')],
          ...[flow('X', 'Q'), flow('A', 'gone')],
        ].join(''),
      }),
    );
    expect(codes(definition).sort()).toEqual([
      ...[
        'IMPORT_EVENT_LEFT',
        'IMPORT_GATEWAY_PARTED',
        'IMPORT_LINK_LEFT',
        'IMPORT_NODE_RENAMED',
        'IMPORT_NODE_RENAMED',
      ],
      ...['IMPORT_NODE_RENAMED', 'IMPORT_NODE_TYPE_UNKNOWN', 'IMPORT_TIMER_UNREADABLE'],
    ]);
    expect(definition.nodes.map(({ name, type }) => [name, type])).toEqual([
      ...[
        ['start', 'START'],
        ['Same', 'AUTOMATIC'],
        ['Same 2', 'AUTOMATIC'],
        ['Both', 'MERGE'],
        ['Both 2', 'FORK'],
      ],
      ...[
        ['Odd', 'AUTOMATIC'],
        ['When', 'TIME_INTERVAL'],
      ],
    ]);
    expect(definition.links.some(({ source, target }) => source === 'G_in' && target === 'G')).toBe(true);
  });
});

describe('a file of the present WeCube', () => {
  const file = JSON.stringify([
    anOriginal(
      [
        originalNode('start', 'start'),
        originalNode('work', 'automatic', {
          ...{ routineExpression: 'estate:host', serviceName: 'shell/script/run', timeout: 60, riskCheck: true },
          paramInfos: [
            { paramName: 'a', bindType: 'constant', bindValue: '1', required: 'Y' },
            {
              paramName: 'b',
              bindType: 'context',
              bindNodeId: 'row-start',
              bindParamType: 'input',
              bindParamName: 'procInstId',
            },
          ],
        }),
        originalNode('again', 'automatic', { dynamicBind: 1, bindNodeId: 'work' }),
        originalNode('later', 'automatic', { dynamicBind: 2 }),
        originalNode('wait', 'timeInterval', { timeConfig: '{"duration":5,"unit":"min"}', allowContinue: true }),
        originalNode('until', 'date', { timeConfig: '{"date":"2030-06-01 08:00:00"}' }),
        originalNode('child', 'subProc', { subProcDefId: 'pd2' }),
        originalNode('other', 'subProc', { subProcDefId: 'pd9', subProcDefName: 'Elsewhere', subProcDefVersion: 'v2' }),
        originalNode('odd', 'quantum'),
      ],
      [originalLink('start', 'work'), originalLink('work', 'again', 'yes'), originalLink('work', 'nowhere')],
    ),
    anOriginal([originalNode('start', 'start')], [], {
      id: 'pd2',
      key: 'key2',
      name: 'Child',
      subProc: true,
      version: 'v9',
    }),
  ]);

  it('becomes definitions with everything that is known here', () => {
    const result = read(file);
    expect(
      result.ok && result.definitions.map(({ key, version, isSubProcess }) => [key, version, isSubProcess]),
    ).toEqual([
      ['key1', 10, false],
      ['key2', 9, true],
    ]);
    const definition = only(file);
    expect(definition).toMatchObject({
      ...{ description: 'restarts', group: 'daily', authorisedPlugins: ['shell'], conflictCheck: true },
      ...{ mgmtRoles: ['SUPER_ADMIN'], useRoles: ['OPERATOR', 'SUPER_ADMIN'] },
    });
    expect(nodeOf(definition, 'work')).toMatchObject({
      ...{ type: 'AUTOMATIC', timeoutMs: 3_600_000, riskCheck: true, expression: 'estate:host' },
      parameters: [
        { name: 'a', source: 'CONSTANT', value: '1' },
        { name: 'b', source: 'CONTEXT', fromNodeId: 'start', fromParameter: 'procInstId', fromSide: 'INPUT' },
      ],
    });
    expect(nodeOf(definition, 'again')).toMatchObject({ bindMode: 'AS_NODE', bindNodeId: 'work' });
    expect(nodeOf(definition, 'later').bindMode).toBe('AT_RUN_TIME');
    expect(nodeOf(definition, 'wait')).toMatchObject({ waitMs: 300_000, allowSkip: true });
    expect(nodeOf(definition, 'until').waitUntil).toBe('2030-06-01T00:00:00.000Z');
    expect(nodeOf(definition, 'child').subProcessKey).toBe('key2');
    expect(nodeOf(definition, 'other').subProcessKey).toBeNull();
    expect(definition.links).toEqual([
      { id: 'edge-start-work', source: 'start', target: 'work', label: null },
      { id: 'edge-work-again', source: 'work', target: 'again', label: 'yes' },
    ]);
    expect(codes(definition).sort()).toEqual([
      ...['IMPORT_CHILD_UNKNOWN', 'IMPORT_LINK_LEFT', 'IMPORT_NODE_TYPE_UNKNOWN', 'IMPORT_ZONE_ASSUMED'],
    ]);
  });
});

describe('a file of this platform', () => {
  it('is the same text for the same content, and comes back as it was', () => {
    const [first, ...more] = [
      only(
        JSON.stringify([anOriginal([originalNode('b', 'end'), originalNode('a', 'start')], [originalLink('a', 'b')])]),
      ),
    ];
    expect(more).toEqual([]);
    const printed = printOrchestrations([first as ExchangedDefinition]);
    const shuffled = { ...(first as ExchangedDefinition), nodes: [...(first?.nodes ?? [])].reverse() };
    expect(printOrchestrations([shuffled])).toBe(printed);
    const back = only(printed);
    expect(printOrchestrations([back])).toBe(printed);
    expect(back).toEqual({ ...first, nodes: [...(first?.nodes ?? [])].reverse(), notes: [] });
  });

  it('says where it cannot be read', () => {
    const printed = printOrchestrations([only(JSON.stringify([anOriginal([originalNode('a', 'start')], [])]))]);
    expect(faultOf(read(printed.replace('type: START', 'type: STRAT')))?.message).toMatch(
      /orchestrations\.0\.nodes\.0\.type/,
    );
    expect(faultOf(read(`${printed}\n  nodes: [`))?.code).toBe('DEFINITION_FILE_UNREADABLE');
  });
});

describe('what is no file of orchestrations', () => {
  it.each([
    ['nothing', '', /empty/],
    ['prose', 'Dear colleague, here it is: enjoy', /no orchestration/],
    ['another JSON', '{"a":1}', /no orchestration/],
    ['broken JSON', '[{"procDef"', /cannot be read/],
    ['an empty list', '[]', /no orchestration/],
    [
      'broken XML in a .pds',
      Buffer.from(JSON.stringify({ procDefName: 'N', procDefData: '<a><b></a>' })).toString('base64'),
      /process of "N"/,
    ],
    ['a wrong field', JSON.stringify([{ procDef: 3, taskNodeInfos: {} }]), /0\.procDef/],
    ['one orchestration twice', JSON.stringify([anOriginal([], []), anOriginal([], [])]), /stands in the file twice/],
    ['a file that grows by aliases', 'a: &a [x, x]\nb: [*a, *a]\nformat: [*a]', /cannot be read|no orchestration/],
  ])('%s', (_, content, message) => {
    expect(faultOf(read(content))?.message).toMatch(message);
  });
});
