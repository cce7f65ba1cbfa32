import type { DesignService } from './domain/design-service.ts';

/** Where the designer learns what services there are; services' face satisfies it. */
export interface ServiceReader {
  find(name: string): Promise<DesignService | null>;
}
