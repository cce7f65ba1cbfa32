import DataLoader from 'dataloader';
import type { EntityFilter, EntityRow } from '../../contract/index.ts';
import type { WecubeRestClient } from '../client/create-client.ts';
import { PluginError } from '../client/plugin-error.ts';
import { matcher, pushedFilters, type Where } from './object-filter.ts';
import type { EntityPlan, ReversePlan } from './plan.ts';
import { toId, toList } from './value-kind.ts';

type EntityName = { packageName: string; entityName: string };

/** Entities whose plugin cannot filter by a list of values, until when it is asked for all rows instead. */
export type WithoutIn = Map<string, number>;

const WITHOUT_IN_MS = 5 * 60_000;
const CANNOT_FILTER = new Set(['PLUGIN_REFUSED', 'PLUGIN_BAD_ANSWER', 'PLUGIN_HTTP_ERROR']);

/** Reads objects for one request: whatever many parents ask at once goes to the plugin as one query. */
export class ObjectReader {
  private readonly byAttributeLoaders = new Map<string, DataLoader<string, EntityRow | null>>();
  private readonly reverseLoaders = new Map<string, DataLoader<string, EntityRow[]>>();
  private readonly client: WecubeRestClient;
  private readonly withoutIn: WithoutIn;

  constructor(client: WecubeRestClient, withoutIn: WithoutIn) {
    this.client = client;
    this.withoutIn = withoutIn;
  }

  /** The rows of an entity, filtered by the plugin as far as it can; apply `where` to them again. */
  async list(entity: EntityPlan, where: Where | null | undefined): Promise<EntityRow[]> {
    const filters = pushedFilters(entity, where);
    return this.query(entity, filters);
  }

  /** The object whose attribute has the value (of several the first), or null. */
  one(entity: EntityName, attribute: string, value: string): Promise<EntityRow | null> {
    const key = `${entity.packageName}:${entity.entityName}.${attribute}`;
    let loader = this.byAttributeLoaders.get(key);
    if (!loader) {
      loader = new DataLoader((values) => this.loadBy(entity, attribute, values));
      this.byAttributeLoaders.set(key, loader);
    }
    return loader.load(value);
  }

  /** The objects that refer to a parent; `where` narrows them at the plugin too. */
  referring(reverse: ReversePlan, parentValue: string, where: Where | null | undefined): Promise<EntityRow[]> {
    const { packageName, entityName } = reverse.from;
    const key = `${packageName}:${entityName}.${reverse.attribute.attribute} ${JSON.stringify(where ?? {})}`;
    let loader = this.reverseLoaders.get(key);
    if (!loader) {
      loader = new DataLoader((values) => this.loadReferring(reverse, values, where));
      this.reverseLoaders.set(key, loader);
    }
    return loader.load(parentValue);
  }

  /** Forgets what was read, after a write. */
  forget(): void {
    this.byAttributeLoaders.clear();
    this.reverseLoaders.clear();
  }

  private async loadBy(entity: EntityName, attribute: string, values: readonly string[]) {
    const rows = await this.queryIn(entity, attribute, values, []);
    const found = new Map<string, EntityRow>();
    for (const row of rows) {
      const value = toId(row[attribute]);
      if (value !== null && !found.has(value)) {
        found.set(value, row);
      }
    }
    return values.map((value) => found.get(value) ?? null);
  }

  private async loadReferring(reverse: ReversePlan, values: readonly string[], where: Where | null | undefined) {
    const { from, attribute } = reverse;
    const filters = pushedFilters(from, where);
    // Plugins cannot search inside a list of references: those are read whole and searched here.
    const rows = attribute.multiple
      ? await this.query(from, filters)
      : await this.queryIn(from, attribute.attribute, values, filters);
    const matches = matcher(from, where);
    const groups = new Map<string, EntityRow[]>(values.map((value) => [value, []]));
    for (const row of rows.filter(matches)) {
      for (const id of new Set(toList(row[attribute.attribute]).map(toId))) {
        groups.get(id ?? '')?.push(row);
      }
    }
    return values.map((value) => groups.get(value) ?? []);
  }

  /** One query for a set of values; for a plugin that cannot filter by a list, one query for everything. */
  private async queryIn(entity: EntityName, attribute: string, values: readonly string[], filters: EntityFilter[]) {
    const key = `${entity.packageName}:${entity.entityName}`;
    if ((this.withoutIn.get(key) ?? 0) > Date.now()) {
      return this.query(entity, []);
    }
    try {
      return await this.query(entity, [{ attrName: attribute, op: 'in', condition: [...values] }, ...filters]);
    } catch (error) {
      if (error instanceof PluginError && CANNOT_FILTER.has(error.code)) {
        const rows = await this.query(entity, []);
        this.withoutIn.set(key, Date.now() + WITHOUT_IN_MS);
        return rows;
      }
      throw error;
    }
  }

  private async query({ packageName, entityName }: EntityName, filters: readonly EntityFilter[]) {
    const rows = await this.client.queryEntities({ packageName, entityName, filters });
    return rows.flatMap(withId);
  }
}

/** Every object needs its id; a CMDB may call it guid. A row with neither cannot be addressed and is left out. */
function withId(row: EntityRow): EntityRow[] {
  const id = row['id'] ?? row['guid'];
  return id === null || id === undefined || id === '' ? [] : [{ ...row, id: String(id) }];
}
