import type { Clock } from '@wecube/kit';
import type { Known, ServiceSnapshot, VariableValue } from '../../domain/events.ts';
import { ownVariables } from '../../domain/parameter-reads.ts';
import type { DefinitionNodeShape } from '../../domain/plan.ts';
import { variableKey } from '../../domain/resolve-inputs.ts';
import type { ServiceFinder, VariableFinder } from '../../ports.ts';

const FRESH_MS = 1_000;
const USABLE_MS = 3_000;
const NOTHING: Known = { services: new Map(), variables: new Map() };

/**
 * Services and system variables as read a moment ago, so that the next node of a run can be prepared within the
 * transaction of the last one's result. An administrator's change is felt after three seconds at most, by a new run at
 * once.
 */
export class Catalogue {
  private readonly services: ServiceFinder;
  private readonly variables: VariableFinder;
  private readonly clock: Clock;
  private state: Known = NOTHING;
  private readAt = 0;
  private refreshing: Promise<unknown> | null = null;

  constructor(deps: { services: ServiceFinder; variables: VariableFinder; clock: Clock }) {
    this.services = deps.services;
    this.variables = deps.variables;
    this.clock = deps.clock;
  }

  /** What is at hand, perhaps nothing. */
  known(): Known {
    const age = this.clock.now() - this.readAt;
    if (age > USABLE_MS) return NOTHING;
    if (age > FRESH_MS) this.refresh();
    return this.state;
  }

  /** Reads these services and the variables they use from the database, and those that nodes take beside, by service. */
  async learn(names: readonly string[], beside: VariableNames = new Map()): Promise<Known> {
    const read = await this.read(names, beside);
    const isUsable = this.clock.now() - this.readAt <= USABLE_MS;
    const { services, variables } = isUsable ? this.state : NOTHING;
    if (!isUsable) this.readAt = this.clock.now();
    this.state = { services: joined(services, read.services), variables: joined(variables, read.variables) };
    return this.state;
  }

  private refresh(): void {
    const names = [...this.state.services.keys()];
    this.refreshing ??= this.read(names, new Map(), [...this.state.variables.keys()])
      .then((state) => {
        this.state = {
          services: joined(this.state.services, state.services),
          variables: joined(this.state.variables, state.variables),
        };
        this.readAt = this.clock.now();
      })
      .catch(() => undefined)
      .finally(() => {
        this.refreshing = null;
      });
  }

  private async read(names: readonly string[], beside: VariableNames, keys: readonly string[] = []): Promise<Known> {
    const services = new Map<string, ServiceSnapshot | null>();
    const variables = new Map<string, VariableValue | null>();
    for (const name of new Set(names)) {
      const service = await this.services.find(name);
      services.set(name, service);
      for (const variable of [...variablesOf(service), ...(beside.get(name) ?? [])]) {
        const key = variableKey(service?.packageName ?? '', variable);
        if (!variables.has(key)) variables.set(key, await this.variables.effective(variable, service?.packageName));
      }
    }
    for (const key of keys) {
      const [packageName = '', ...name] = key.split('/');
      if (!variables.has(key))
        variables.set(key, await this.variables.effective(name.join('/'), packageName || undefined));
    }
    return { services, variables };
  }
}

/** Names of system variables, by the service for whose package they are taken. */
type VariableNames = ReadonlyMap<string, readonly string[]>;

/** The system variables that nodes take by themselves. */
export function variablesOfNodes(nodes: readonly Pick<DefinitionNodeShape, 'service' | 'parameters'>[]): VariableNames {
  const names = new Map<string, readonly string[]>();
  for (const { service, parameters } of nodes)
    if (service) names.set(service, [...(names.get(service) ?? []), ...ownVariables(parameters)]);
  return names;
}

function joined<V>(older: ReadonlyMap<string, V>, newer: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  return new Map([...older, ...newer]);
}

function variablesOf(service: ServiceSnapshot | null): string[] {
  const own = service?.inputs.map((spec) =>
    spec.mappingType === 'system_variable' ? spec.mappingSystemVariableName : null,
  );
  const inShapes = service?.objects?.flatMap(({ properties }) =>
    properties.map((one) => (one.mappingType === 'system_variable' ? one.mappingExpression : null)),
  );
  return [...(own ?? []), ...(inShapes ?? [])].filter((name): name is string => Boolean(name));
}
