/** An object of any package, as its plugin holds it. `attributes` has everything the plugin told. */
export type DataObject = { entity: string; objectId: string; displayName: string; attributes: Record<string, unknown> };
