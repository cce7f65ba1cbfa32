import type { ModelEntity } from './domain/model.ts';

/** Where the language learns what entities there are; data-model's face satisfies it. */
export interface DataModelReader {
  entities(): Promise<readonly ModelEntity[]>;
}
