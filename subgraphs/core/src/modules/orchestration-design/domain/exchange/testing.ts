/** A task of a WeCube 2 export, as `taskNodeInfos` holds it. */
export type PdsTask = { nodeId: string; nodeName?: string } & Record<string, unknown>;

type Shape = { id: string; x: number; y: number; width?: number; height?: number };

/** A WeCube 2 export in the shape of real ones: base64 of JSON with a BPMN 2.0 text inside. */
export function aPds(process: { elements: string; shapes?: readonly Shape[]; tasks?: readonly PdsTask[] }): string {
  const shapes = (process.shapes ?? []).map(
    ({ id, x, y, width = 100, height = 80 }) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
  <bpmn2:process id="p1" name="Restart" isExecutable="true">${process.elements}</bpmn2:process>
  <bpmndi:BPMNDiagram id="d1"><bpmndi:BPMNPlane id="pl" bpmnElement="p1">${shapes.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn2:definitions>`;
  const file = {
    ...{ procDefId: 'r1', procDefKey: 'wecube42', procDefName: 'Restart hosts', procDefVersion: '3' },
    ...{ status: 'deployed', procDefData: xml, rootEntity: 'estate:host', permissionToRole: null },
    taskNodeInfos: (process.tasks ?? []).map((task) => ({ ...EMPTY_TASK, ...task })),
  };
  return Buffer.from(JSON.stringify(file)).toString('base64');
}

const EMPTY_TASK = {
  ...{ nodeType: 'subProcess', serviceId: null, serviceName: null, routineExpression: null, routineRaw: null },
  ...{ description: null, timeoutExpression: null, taskCategory: null, orderedNo: null, paramInfos: [] },
};

export const flow = (source: string, target: string, inside = '', name = '') =>
  `<bpmn2:sequenceFlow id="f_${source}_${target}" name="${name}" sourceRef="${source}" targetRef="${target}">${inside}</bpmn2:sequenceFlow>`;
export const element = (kind: string, id: string, name = '', inside = '') =>
  `<bpmn2:${kind} id="${id}" name="${name}">${inside}</bpmn2:${kind}>`;

/** A node of the present WeCube's export. */
export function originalNode(id: string, nodeType: string, more: Record<string, unknown> = {}, at = { x: 0, y: 0 }) {
  return {
    customAttrs: {
      ...{ id: `row-${id}`, name: id, nodeType, timeout: 30, description: '', dynamicBind: 0, bindNodeId: '' },
      ...{ routineExpression: '', serviceName: '', riskCheck: false, paramInfos: [], contextParamNodes: '' },
      ...{ timeConfig: '', allowContinue: false, subProcDefId: '', subProcDefName: '', subProcDefVersion: '' },
      ...more,
    },
    selfAttrs: JSON.stringify({ id, label: id, type: 'rect', ...at, size: [80, 80] }),
  };
}

export const originalLink = (source: string, target: string, name = '') => ({
  customAttrs: { id: `${source}__${target}`, name, source, target },
  selfAttrs: JSON.stringify({ id: `edge-${source}-${target}`, source, target, type: 'polyline' }),
});

/** An element of the array that the present WeCube exports. */
export function anOriginal(nodes: readonly object[], edges: readonly object[], procDef: Record<string, unknown> = {}) {
  return {
    procDef: {
      ...{
        id: 'pd1',
        key: 'key1',
        name: 'Restart hosts',
        version: 'v10',
        rootEntity: 'estate:host',
        status: 'deployed',
      },
      ...{ tags: 'restarts', authPlugins: ['shell'], scene: 'daily', conflictCheck: true, subProc: false, ...procDef },
    },
    permissionToRole: { MGMT: ['SUPER_ADMIN'], USE: ['OPERATOR', 'SUPER_ADMIN'] },
    taskNodeInfos: { nodes, edges },
  };
}
