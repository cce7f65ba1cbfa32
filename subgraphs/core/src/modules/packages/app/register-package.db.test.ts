import { AppError, newId } from '@wecube/kit';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PackageChange, PackageCheck } from '../domain/package.ts';
import type { PackageParticipant } from '../ports.ts';
import { createPackagesBench, type PackagesBench, SESSION } from '../testing.ts';

/** Remembers what it was asked, and leaves a trace in the transaction. */
class Witness implements PackageParticipant {
  readonly name = 'witness';
  checks: PackageCheck[] = [];
  fault: Error | null = null;
  readonly applied: string[] = [];

  async check(): Promise<readonly PackageCheck[]> {
    return this.checks;
  }

  async apply({ kind, package: pack, previous }: PackageChange, tx: CoreTransaction): Promise<void> {
    const row = {
      packageName: pack.name,
      code: newId('trace'),
      category: '',
      labelEn: `${kind} ${pack.version}`,
      labelZh: '',
      path: '',
      position: 0,
    };
    await tx.menuItem.create({ data: row });
    if (this.fault) throw this.fault;
    this.applied.push(`${kind} ${pack.version} after ${previous?.version ?? 'none'}`);
  }
}

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: PackagesBench;
  let witness: Witness;
  beforeEach(async () => {
    database = await open();
    await database.client.package.deleteMany();
    await database.client.menuItem.deleteMany();
    await database.client.auditEntry.deleteMany();
    bench = await createPackagesBench(database);
    witness = new Witness();
    bench.packages.join(witness);
  });
  afterEach(() => bench[Symbol.asyncDispose]());

  const register = (id: string) => bench.packages.registerPackage(id, SESSION);
  const activate = (id: string) => bench.packages.activatePackage(id, SESSION);
  const decommission = (id: string) => bench.packages.decommissionPackage(id, SESSION);
  const traces = async () =>
    (await database.client.menuItem.findMany({ orderBy: { code: 'asc' } })).map(({ labelEn }) => labelEn);
  const deeds = () => database.client.auditEntry.count({ where: { action: { not: 'package:upload' } } });

  it('activates the newest registration and tells participants what it replaces', async () => {
    const [one, two] = [await bench.given(), await bench.given({ version: 'v1.1.0' })];
    expect(await register(one)).toMatchObject({ problems: [], package: { status: 'REGISTERED', active: true } });
    expect(await register(two)).toMatchObject({ problems: [], package: { status: 'REGISTERED', active: true } });
    expect(await bench.packages.findPackage(one)).toMatchObject({ status: 'REGISTERED', active: false });
    expect(await bench.packages.activePackage('sample')).toMatchObject({ id: two });
    expect(witness.applied).toEqual(['REGISTER v1.0.0 after none', 'REGISTER v1.1.0 after v1.0.0']);
  });

  it('answers a repeat the same and does nothing twice', async () => {
    const id = await bench.given();
    const first = await register(id);
    expect(await register(id)).toEqual(first);
    expect(witness.applied).toHaveLength(1);
    expect(await deeds()).toBe(1);
  });

  it('does not let a repeat of an old registration take the name back', async () => {
    const [one, two] = [await bench.given(), await bench.given({ version: 'v1.1.0' })];
    await register(one);
    await register(two);
    expect(await register(one)).toMatchObject({ problems: [], package: { status: 'REGISTERED', active: false } });
    expect(await bench.packages.activePackage('sample')).toMatchObject({ id: two });
  });

  it('lets a registered version serve again once its name is free', async () => {
    const [one, two] = [await bench.given(), await bench.given({ version: 'v1.1.0' })];
    await register(one);
    await register(two);
    await decommission(two);
    expect(await bench.packages.activePackage('sample')).toBeNull();
    expect(await register(one)).toMatchObject({ package: { id: one, active: true } });
  });

  it('rolls back to a former version and forward again, and leaves both registered', async () => {
    const [one, two] = [await bench.given(), await bench.given({ version: 'v1.1.0' })];
    await register(one);
    await register(two);
    const events = bench.pubSub.subscribe<{ type: string }>('packageChanged');
    const heard = events.next();
    expect(await activate(one)).toMatchObject({ problems: [], package: { id: one, active: true } });
    expect((await heard).value).toMatchObject({ type: 'PACKAGE_ACTIVATED', subject: one });
    expect((await events.next()).value).toMatchObject({ type: 'PACKAGE_SUPERSEDED', subject: two });
    expect(await bench.packages.findPackage(two)).toMatchObject({ status: 'REGISTERED', active: false });
    expect(await activate(one)).toMatchObject({ problems: [], package: { active: true } });
    await activate(two);
    expect(witness.applied.slice(2)).toEqual(['REGISTER v1.0.0 after v1.1.0', 'REGISTER v1.1.0 after v1.0.0']);
    expect((await bench.packages.versions('sample')).map(({ version, active }) => [version, active])).toEqual([
      ['v1.1.0', true],
      ['v1.0.0', false],
    ]);
  });

  it('puts nothing in use that was never registered, is gone, or that others need newer', async () => {
    const [one, two] = [await bench.given(), await bench.given({ version: 'v1.1.0' })];
    expect(await activate(one)).toMatchObject({ problems: [{ code: 'PACKAGE_NOT_YET_REGISTERED' }] });
    expect(await activate('pkg_none')).toMatchObject({ problems: [{ code: 'PACKAGE_NOT_FOUND' }] });
    await register(one);
    await register(two);
    const needs = '<packageDependencies><packageDependency name="sample" version="v1.1.0"/></packageDependencies>';
    const child = await bench.given({ name: 'child', body: needs });
    await register(child);
    expect(await bench.packages.checks(one)).toMatchObject([{ code: 'PACKAGE_VERSION_STILL_NEEDED' }]);
    expect(await activate(one)).toMatchObject({
      problems: [{ message: 'child v1.0.0 needs sample v1.1.0 or newer; v1.0.0 is older. Nothing was changed.' }],
    });
    expect(await bench.packages.activePackage('sample')).toMatchObject({ id: two });
    await decommission(child);
    await decommission(one);
    expect(await activate(one)).toMatchObject({ problems: [{ code: 'PACKAGE_DECOMMISSIONED' }] });
    await expect(bench.packages.activatePackage(two, { ...SESSION, actions: [] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('registers once when several ask at once', async () => {
    const id = await bench.given();
    const results = await Promise.all([register(id), register(id), register(id)]);
    for (const result of results) expect(result).toMatchObject({ problems: [], package: { id, active: true } });
    expect(await traces()).toEqual(['REGISTER v1.0.0']);
    expect(await deeds()).toBe(1);
  });

  it('ends with one active version when versions of a name are registered at once', async () => {
    const ids = await Promise.all(['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0'].map((version) => bench.given({ version })));
    const results = await Promise.all(ids.map(register));
    for (const result of results) expect(result).toMatchObject({ problems: [], package: { status: 'REGISTERED' } });
    const packs = await bench.packages.findPackages(ids);
    expect(packs.filter(({ active }) => active)).toHaveLength(1);
    expect(packs.every(({ status }) => status === 'REGISTERED')).toBe(true);
    expect(await traces()).toHaveLength(4);
  });

  it('changes nothing when a participant objects', async () => {
    const id = await bench.given();
    witness.checks = [
      { code: 'BAD', level: 'ERROR', message: 'It cannot be.', remedy: 'Do otherwise.' },
      { code: 'ODD', level: 'WARNING', message: 'It is odd.' },
    ];
    expect(await register(id)).toEqual({
      package: null,
      problems: [{ code: 'BAD', message: 'It cannot be. Nothing was changed.', remedy: 'Do otherwise.' }],
    });
    expect(await bench.packages.checks(id)).toEqual(witness.checks);
    expect(await bench.packages.findPackage(id)).toMatchObject({ status: 'UPLOADED', rowVersion: 1 });
    expect(await traces()).toEqual([]);
    expect(await deeds()).toBe(0);
  });

  it('takes everything back when a participant fails while it writes', async () => {
    const id = await bench.given();
    witness.fault = new AppError('TOO_LATE', 'Something came between.');
    expect(await register(id)).toMatchObject({ package: null, problems: [{ code: 'TOO_LATE' }] });
    witness.fault = new Error('a bug');
    await expect(register(id)).rejects.toThrow('a bug');
    expect(await bench.packages.findPackage(id)).toMatchObject({ status: 'UPLOADED', active: false, rowVersion: 1 });
    expect(await traces()).toEqual([]);
    expect(await deeds()).toBe(0);
  });

  it('names what is missing, and accepts an equal version', async () => {
    const needs = (name: string, version: string) =>
      `<packageDependencies><packageDependency name="platform" version="v2.0.0"/><packageDependency name="${name}" version="${version}"/></packageDependencies>`;
    const child = await bench.given({ name: 'child', body: needs('base', 'v1.0.0') });
    const base = await bench.given({ name: 'base' });
    expect(await register(child)).toMatchObject({
      problems: [{ code: 'DEPENDENCY_MISSING', message: expect.stringContaining('child needs base v1.0.0 or newer') }],
    });
    await register(base);
    expect(await register(child)).toMatchObject({ problems: [], package: { active: true } });
    const newer = await bench.given({ name: 'child', version: 'v2.0.0', body: needs('base', 'v1.0.1') });
    expect(await register(newer)).toMatchObject({ problems: [{ code: 'DEPENDENCY_TOO_OLD' }] });
    expect(await decommission(base)).toMatchObject({ problems: [{ code: 'PACKAGE_STILL_NEEDED' }] });
    expect(await bench.packages.findPackage(base)).toMatchObject({ active: true });
  });

  it('tells what the manifest has that nobody reads', async () => {
    const id = await bench.given({ body: '<surprise/>' });
    expect(await bench.packages.checks(id)).toMatchObject([
      { level: 'WARNING', message: expect.stringContaining('surprise') },
    ]);
    expect(await register(id)).toMatchObject({ problems: [] });
    expect(await bench.packages.checks(id)).toEqual([]);
  });

  it('decommissions for good, uploaded or registered, and answers a repeat the same', async () => {
    const id = await bench.given();
    const gone = await decommission(id);
    expect(gone).toMatchObject({ problems: [], package: { status: 'DECOMMISSIONED', active: false } });
    expect(await decommission(id)).toEqual(gone);
    expect(await register(id)).toMatchObject({ package: null, problems: [{ code: 'PACKAGE_DECOMMISSIONED' }] });
    expect(witness.applied).toEqual(['DECOMMISSION v1.0.0 after none']);
  });

  it('says that a package is not there, and refuses who may not', async () => {
    expect(await register('pkg_none')).toMatchObject({ problems: [{ code: 'PACKAGE_NOT_FOUND' }] });
    expect(await decommission('pkg_none')).toMatchObject({ problems: [{ code: 'PACKAGE_NOT_FOUND' }] });
    const reader = { ...SESSION, actions: ['package:read'] as const };
    await expect(bench.packages.registerPackage('x', reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(bench.packages.decommissionPackage('x', reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it("keeps the composer's words on the active version, and tells who listens", async () => {
    const id = await bench.given();
    await register(id);
    const events = bench.pubSub.subscribe<{ type: string; version: number }>('packageChanged');
    const heard = events.next();
    expect(await bench.packages.reportComposition('sample', 'Field collides', SESSION)).toBe(true);
    expect(await bench.packages.reportComposition('sample', 'Field collides', SESSION)).toBe(false);
    const pack = await bench.packages.findPackage(id);
    expect(pack).toMatchObject({ compositionError: 'Field collides' });
    expect((await heard).value).toMatchObject({ type: 'PACKAGE_COMPOSED', version: pack?.rowVersion });
    expect(await bench.packages.reportComposition('sample', null, SESSION)).toBe(true);
    expect(await bench.packages.findPackage(id)).toMatchObject({ compositionError: null });
    expect(await bench.packages.reportComposition('nobody', 'x', SESSION)).toBe(false);
  });
});
