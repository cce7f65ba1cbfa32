import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { entityXml, packageZip } from './packages.ts';

const COMPOSER = /Non-shareable field "\w*CloudDiskImage\w*\.\w+" is resolved from multiple subgraphs/;

/** A package whose part of the graph collides with another's: both come to the type CloudDiskImage. */
export function graph(bench: Bench): void {
  describe('a package that does not fit into the graph', () => {
    it('is not registered, and the composer says why', async () => {
      const there = await upload(packageZip({ name: 'cloud', body: entityXml('disk-image') }));
      expect((await register(there)).problems).toEqual([]);
      await inTheGraph('cloud');

      const id = await upload(packageZip({ name: 'cloud-disk', body: entityXml('image') }));
      const answer = await bench.unchanged(() => register(id));
      expect(answer).toMatchObject({ package: null, problems: [{ code: 'GRAPH_DOES_NOT_COMPOSE' }] });
      expect(answer.problems[0]?.message).toMatch(COMPOSER);
      expect(answer.problems[0]?.message).toContain('Nothing was changed.');
      const { package: refused } = await read(id);
      expect(refused).toMatchObject({ status: 'UPLOADED', active: false });
      expect(refused.checks).toMatchObject([{ code: 'GRAPH_DOES_NOT_COMPOSE', level: 'ERROR' }]);
      expect(refused.checks[0]?.message).toMatch(COMPOSER);
    });
  });

  const upload = async (zip: Uint8Array<ArrayBuffer>): Promise<string> => {
    const answer = await bench.api.uploadBytes(zip, 'package.zip');
    expect(answer).toMatchObject({ status: 200 });
    return answer.id as string;
  };

  const register = (id: string) =>
    bench.api.attempt<{ package: { status: string } | null }>(
      'registerPackage',
      'RegisterPackageInput',
      { id },
      'package { status }',
    );

  const inTheGraph = (name: string) =>
    expect
      .poll(async () => names(await bench.api.query<Subgraphs>('{ subgraphs { name } }')), { timeout: 60_000 })
      .toContain(name);

  const read = (id: string) =>
    bench.api.query<Read>(
      'query ($id: ID!) { package(id: $id) { status active compositionError checks { code level message } } }',
      { id },
    );
}

type Subgraphs = { subgraphs: { name: string }[] };
type Read = {
  package: {
    status: string;
    active: boolean;
    compositionError: string | null;
    checks: { code: string; message: string }[];
  };
};

const names = ({ subgraphs }: Subgraphs) => subgraphs.map(({ name }) => name);
