/** The present data model of one package, without its entities. */
export type PackageModel = {
  packageName: string;
  version: number;
  /** The entities come from the running plugin. */
  dynamic: boolean;
  syncedAt: Date | null;
  entityCount: number;
};

/** Where a version of a model came from. */
export type ModelOrigin = 'MANIFEST' | 'PLUGIN';
