import type { Manifest } from '@wecube/plugin-adapters/contract';

/** The database a package asks for; the last declaration counts, as with every resource. */
export const databaseDeclaredBy = ({ resources }: Manifest): Manifest['resources']['mysql'][number] | undefined =>
  resources.mysql.findLast(({ schema }) => schema !== '');
