import { loadavg } from 'node:os';
import {
  createExpressionEvaluator,
  type Expression,
  type ModelEntity,
  parseExpression,
} from '@wecube/core/testing/expressions';
import { serviceSession, systemClock } from '@wecube/kit';
import { countedClient } from './counted-client.ts';
import { measureNaive, type NaiveFigures } from './measure-naive.ts';
import type { Workload } from './workloads.ts';

/** Turns that are not counted: a tenth of the others, and some in any case. */
const warmUpOf = (rounds: number) => Math.max(4, Math.round(rounds / 10));

export type Figures = {
  workload: string;
  objects: number;
  requests: number;
  rowsMoved: number;
  /** Of the evaluating process for one evaluation: what it costs whatever else the machine does. */
  processorMs: number;
  p50: number;
  p99: number;
  samples: readonly number[];
  loadAverage: number;
  naive: NaiveFigures;
};

/** Times an expression warm, then what it takes by one request for each row of each segment. */
export async function measure(url: string, workload: Workload, rounds: number): Promise<Figures> {
  const { client, sent, caller } = countedClient(url);
  const model = await readModel(client);
  const evaluate = createExpressionEvaluator({
    dataModel: { entities: async () => model },
    pluginCaller: caller,
    clock: systemClock,
  });
  const once = (text: string) => evaluate({ text, session: serviceSession('bench'), limit: 50 });
  for (let turn = 0; turn < warmUpOf(rounds); turn += 1) await once(workload.text);
  Object.assign(sent, { requests: 0, rows: 0 });
  const { totalCount } = await once(workload.text);
  const { requests, rows: rowsMoved } = sent;
  const samples: number[] = [];
  const before = process.cpuUsage();
  for (let turn = 0; turn < rounds; turn += 1) {
    const from = performance.now();
    await once(workload.text);
    samples.push(round(performance.now() - from));
  }
  const { user, system } = process.cpuUsage(before);
  const naive = await measureNaive(caller, expressionOf(workload.text));
  await client[Symbol.asyncDispose]();
  return {
    ...{ workload: workload.name, objects: totalCount, requests, rowsMoved },
    processorMs: round((user + system) / 1000 / rounds),
    ...{ p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) },
    ...{ samples, loadAverage: round(loadavg()[0] ?? Number.NaN), naive },
  };
}

async function readModel(client: ReturnType<typeof countedClient>['client']): Promise<ModelEntity[]> {
  const entities = await client.fetchDataModel('cmdb');
  return entities.map(({ name, attributes }) => ({
    packageName: 'cmdb',
    name,
    attributes: attributes.map(({ name: attribute, dataType, multiple, refPackageName, refEntityName }) => ({
      ...{ name: attribute, dataType, multiple },
      references: refEntityName ? { packageName: refPackageName ?? 'cmdb', entityName: refEntityName } : null,
    })),
  }));
}

function expressionOf(text: string): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.expression;
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

const round = (value: number) => Math.round(value * 100) / 100;
