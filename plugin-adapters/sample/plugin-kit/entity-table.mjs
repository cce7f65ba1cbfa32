import { toPredicate, valuesOf } from './entity-filter.mjs';

/**
 * The rows of one entity, with an index over its ids and one over each reference, so that what follows references
 * costs what it finds and not what there is.
 */
export class EntityTable {
  #names;
  #rows = new Map();
  /** Attribute -> the id it points to -> ids of the rows that do. */
  #pointing;

  constructor({ attributes }) {
    this.#names = attributes.map(({ name }) => name);
    this.#pointing = new Map(
      attributes.filter(({ refEntityName }) => refEntityName).map(({ name }) => [name, new Map()]),
    );
  }

  get(id) {
    return this.#rows.get(id) ?? null;
  }

  set(row) {
    this.#unlink(this.#rows.get(row.id));
    this.#rows.set(row.id, row);
    for (const [name, index] of this.#pointing) {
      for (const target of valuesOf(row[name])) {
        const ids = index.get(target);
        if (ids) ids.add(row.id);
        else index.set(target, new Set([row.id]));
      }
    }
  }

  delete(id) {
    this.#unlink(this.#rows.get(id));
    this.#rows.delete(id);
  }

  #unlink(row) {
    if (!row) return;
    for (const [name, index] of this.#pointing) {
      for (const target of valuesOf(row[name])) {
        const ids = index.get(target);
        ids?.delete(row.id);
        if (ids?.size === 0) index.delete(target);
      }
    }
  }

  /** The rows that fit all filters: those an index names, or else every row, put to the test. */
  query(filters) {
    const indexed = filters.find((filter) => this.#isIndexed(filter));
    const matches = toPredicate(
      filters.filter((filter) => filter !== indexed),
      this.#names,
    );
    const rows = indexed ? this.#named(indexed) : [...this.#rows.values()];
    return filters.length === (indexed ? 1 : 0) ? rows : rows.filter(matches);
  }

  /** A row whose attribute points to the id, if there is any. */
  pointingTo(name, id) {
    const [first] = this.#pointing.get(name)?.get(id) ?? [];
    return first === undefined ? null : this.get(first);
  }

  #isIndexed({ attrName, op }) {
    return ['', 'eq', 'in'].includes(op ?? '') && (attrName === 'id' || this.#pointing.has(attrName));
  }

  #named({ attrName, condition }) {
    const wanted = new Set((Array.isArray(condition) ? condition : [condition]).flatMap(valuesOf));
    if (attrName === 'id') return [...wanted].flatMap((id) => this.#rows.get(id) ?? []);
    const index = this.#pointing.get(attrName);
    const ids = new Set();
    for (const target of wanted) for (const id of index.get(target) ?? []) ids.add(id);
    return [...ids].map((id) => this.#rows.get(id));
  }
}
