import { databaseDeclaredBy } from '../../domain/declared-database.ts';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { give, type LaunchStep, required } from '../launch-work.ts';
import { isUsedByOthers } from '../used-by-others.ts';

type Dependencies = Pick<InstanceDependencies, 'databases' | 'repository'>;

/** Makes the schema of the package, once for all its versions and instances, and brings it to the version launched. */
export function databaseStep({ databases, repository }: Dependencies): LaunchStep {
  return {
    key: 'database',
    async willMake({ instance, pack }) {
      if (!pack || !databaseDeclaredBy(pack.manifest)) return false;
      return !(await databases.has(instance.packageName));
    },
    async run(work) {
      const pack = required(work.pack, 'package');
      const declaration = databaseDeclaredBy(pack.manifest);
      if (!declaration) return null;
      const { name, version } = pack;
      const { host, port, schema, user, password, ran } = await databases.ensure(
        { name, version },
        declaration,
        work.note,
        work.instance.needs.databaseServerId,
      );
      give(work, {
        DB_HOST: { value: host, secret: false },
        DB_PORT: { value: String(port), secret: false },
        DB_SCHEMA: { value: schema, secret: false },
        DB_USER: { value: user, secret: false },
        DB_PWD: { value: password, secret: true },
      });
      return sayInstance('STEP_DATABASE', { schema, count: ran });
    },
    async undo({ instance, makes }) {
      if (!makes.has('database')) return null;
      const { packageName } = instance;
      if (await isUsedByOthers(repository, instance)) return null;
      await databases.drop(packageName);
      return { en: 'the new schema and its user were dropped', zh: '已删除新建的数据库及其用户' };
    },
  };
}
