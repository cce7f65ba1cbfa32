import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AppendLog } from './append-log.mjs';
import { EntityTable } from './entity-table.mjs';
import { PluginProblem } from './plugin-error.mjs';

/**
 * The objects of the plugin's entities: in memory, and in a log that is replayed at start.
 * A change is whole or not at all, and on the disk before it is answered.
 */
export class ObjectStore {
  #model;
  #log;
  #tables;

  constructor(model, log) {
    this.#model = new Map(model.map((entity) => [entity.name, entity]));
    this.#log = log;
    this.#tables = new Map(model.map((entity) => [entity.name, new EntityTable(entity)]));
  }

  /** Opens the store below a data folder; a store that was never written to takes the seed: rows by entity. */
  static async open(folder, model, seed) {
    const { log, records } = await AppendLog.open(join(folder, 'objects.jsonl'));
    const store = new ObjectStore(model, log);
    for (const record of records) store.#apply(record);
    if (records.length === 0) {
      await store.#seed(seed);
    }
    return store;
  }

  query(entityName, filters) {
    return this.#table(entityName).query(filters);
  }

  find(entityName, id) {
    return this.#table(entityName).get(id);
  }

  async create(entityName, inputs) {
    const rows = inputs.map((input) => this.#newRow(this.#entity(entityName), input));
    const seen = new Set();
    const repeated = rows.find(({ id }) => this.find(entityName, id) || seen.size === seen.add(id).size);
    if (repeated) {
      throw new PluginProblem(`There is already a ${entityName} with the id "${repeated.id}".`);
    }
    return this.#write(entityName, rows);
  }

  async update(entityName, inputs) {
    const entity = this.#entity(entityName);
    const rows = inputs.map((input) => {
      const current = this.#existing(entityName, input.id);
      return this.#checked(entity, { ...current, ...input });
    });
    return this.#write(entityName, rows);
  }

  async delete(entityName, inputs) {
    const rows = inputs.map((input) => this.#existing(entityName, input.id));
    for (const { id } of rows) this.#refuseReferenced(entityName, id);
    await this.#log.append(...rows.map(({ id }) => ({ entity: entityName, deleted: id })));
    for (const { id } of rows) this.#table(entityName).delete(id);
    return rows;
  }

  close() {
    return this.#log.close();
  }

  async #seed(seed) {
    for (const [entityName, rows] of Object.entries(seed)) {
      if (rows.length > 0) await this.create(entityName, rows);
    }
    await this.#log.append({ seeded: true });
  }

  async #write(entityName, rows) {
    const records = rows.map((row) => ({ entity: entityName, row }));
    await this.#log.append(...records);
    for (const record of records) this.#apply(record);
    return rows;
  }

  #apply({ entity, row, deleted }) {
    if (row) this.#table(entity).set(row);
    if (deleted) this.#table(entity).delete(deleted);
  }

  #newRow(entity, input) {
    const id = input.id || `${entity.name}_${randomUUID().slice(0, 13)}`;
    const empty = Object.fromEntries(attributeNames(entity).map((name) => [name, null]));
    const row = { ...empty, ...input, id };
    return this.#checked(entity, { ...row, displayName: row.displayName || row.name || id });
  }

  #checked(entity, row) {
    const names = attributeNames(entity);
    const unknown = Object.keys(row).find((name) => !names.includes(name));
    if (unknown) {
      throw new PluginProblem(`A ${entity.name} has no attribute "${unknown}"; it has ${names.join(', ')}.`);
    }
    for (const attribute of entity.attributes) this.#checkAttribute(entity, attribute, row[attribute.name]);
    return row;
  }

  #checkAttribute(entity, { name, required, refPackageName, refEntityName }, value) {
    const isAbsent = value === null || value === undefined || value === '';
    if (isAbsent && required === 'Y') {
      throw new PluginProblem(`A ${entity.name} needs a value for "${name}".`);
    }
    const isOwn = refEntityName && this.#model.has(refEntityName) && refPackageName === entity.packageName;
    const absent = isOwn && !isAbsent ? [value].flat().find((id) => !this.find(refEntityName, id)) : undefined;
    if (absent !== undefined) {
      throw new PluginProblem(`The ${name} "${absent}" of the ${entity.name} does not exist.`);
    }
  }

  #refuseReferenced(entityName, id) {
    for (const entity of this.#model.values()) {
      for (const { name, refEntityName, refPackageName } of entity.attributes) {
        if (refEntityName !== entityName || refPackageName !== entity.packageName) continue;
        const user = this.#table(entity.name).pointingTo(name, id);
        if (user) {
          throw new PluginProblem(`The ${entityName} "${id}" is still the ${name} of the ${entity.name} "${user.id}".`);
        }
      }
    }
  }

  #existing(entityName, id) {
    const row = this.find(entityName, id);
    if (!row) {
      throw new PluginProblem(`There is no ${entityName} with the id "${id}".`);
    }
    return row;
  }

  #entity(name) {
    const entity = this.#model.get(name);
    if (!entity) {
      throw new PluginProblem(`There is no entity "${name}"; there are ${[...this.#model.keys()].join(', ')}.`);
    }
    return entity;
  }

  #table(name) {
    this.#entity(name);
    return this.#tables.get(name);
  }
}

function attributeNames(entity) {
  return entity.attributes.map(({ name }) => name);
}
