type Row = { id: string } & Record<string, unknown>;
type Filter = { attrName: string; op?: string; condition?: unknown };

export declare class EntityTable {
  constructor(entity: { attributes: { name: string; refEntityName?: string }[] });
  get(id: string): Row | null;
  set(row: Row): void;
  delete(id: string): void;
  query(filters: Filter[]): Row[];
  pointingTo(name: string, id: string): Row | null;
}
