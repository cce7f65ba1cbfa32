import { readXml, type XmlElement } from '@wecube/plugin-adapters/contract';

/** What of a BPMN 2.0 process this platform knows: its flow nodes, its sequence flows, and where they were drawn. */
export type BpmnProcess = { nodes: readonly BpmnNode[]; flows: readonly BpmnFlow[] };
export type BpmnNode = {
  id: string;
  name: string;
  /** Name of its element without prefix, such as `parallelGateway`. */
  element: string;
  /** Names of the event definitions in it, such as `timerEventDefinition`. */
  events: readonly string[];
  timer: { kind: 'timeDuration' | 'timeDate' | 'timeCycle'; text: string } | null;
  attachedTo: string | null;
  /** The middle of its shape, in pixels. */
  middle: { x: number; y: number } | null;
};
export type BpmnFlow = { id: string; source: string; target: string; name: string; condition: string | null };

const FLOW_NODE = /(?:Event|Gateway|[tT]ask|[sS]ubProcess|callActivity|transaction)$/;
const TIMERS = ['timeDuration', 'timeDate', 'timeCycle'] as const;

/** Reads the first process of the text. Throws `XmlError` when it is no XML; a text without a process has no nodes. */
export function readBpmn(xml: string): BpmnProcess {
  const root = readXml(xml);
  const process = elementsOf(root, 'process')[0];
  const middles = new Map(elementsOf(root, 'BPMNShape').flatMap(middleOf));
  const children = process?.children ?? [];
  return {
    nodes: children.filter((one) => FLOW_NODE.test(local(one))).map((one) => toNode(one, middles)),
    flows: children.filter((one) => local(one) === 'sequenceFlow').map(toFlow),
  };
}

function toNode(element: XmlElement, middles: ReadonlyMap<string, { x: number; y: number }>): BpmnNode {
  const { id = '', name = '', attachedToRef } = element.attributes;
  const events = element.children.filter((one) => local(one).endsWith('EventDefinition'));
  const timer = events
    .flatMap(({ children }) => children)
    .flatMap((one) => {
      const kind = TIMERS.find((known) => known === local(one));
      return kind ? [{ kind, text: one.text.trim() }] : [];
    });
  return {
    ...{ id, name: name.trim(), element: local(element), events: events.map(local) },
    ...{ timer: timer[0] ?? null, attachedTo: attachedToRef ?? null, middle: middles.get(id) ?? null },
  };
}

function toFlow(element: XmlElement): BpmnFlow {
  const { id = '', name = '', sourceRef = '', targetRef = '' } = element.attributes;
  const condition = element.children.find((one) => local(one) === 'conditionExpression')?.text.trim() || null;
  return { id, source: sourceRef, target: targetRef, name: name.trim(), condition };
}

function middleOf(shape: XmlElement): [string, { x: number; y: number }][] {
  const { bpmnElement } = shape.attributes;
  const bounds = shape.children.find((one) => local(one) === 'Bounds')?.attributes;
  if (!bpmnElement || !bounds) return [];
  const [x, y, width, height] = [bounds['x'], bounds['y'], bounds['width'], bounds['height']].map(Number) as number[];
  const middle = { x: (x ?? 0) + (width ?? 0) / 2, y: (y ?? 0) + (height ?? 0) / 2 };
  return Number.isFinite(middle.x) && Number.isFinite(middle.y) ? [[bpmnElement, middle]] : [];
}

function elementsOf(element: XmlElement, name: string): XmlElement[] {
  if (local(element) === name) return [element];
  return element.children.flatMap((child) => elementsOf(child, name));
}

const local = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);
