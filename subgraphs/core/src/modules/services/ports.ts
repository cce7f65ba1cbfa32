/** What this module asks of the data model. */
export interface EntityLookup {
  entity(packageName: string, name: string): Promise<object | null>;
}
