import { createLogger, systemClock } from '@wecube/kit';
import { openAuthDatabase, requireMigrated } from '@wecube/prisma';
import { createArgon2Hasher } from './adapters/argon2-hasher.ts';
import { createDatabaseTokenSigner } from './adapters/database-token-signer.ts';
import { createSigningKeyBox } from './adapters/signing-key-box.ts';
import type { AuthEnv } from './env.ts';
import { createRoleApplicationsModule } from './modules/role-applications/index.ts';
import { createRolesModule } from './modules/roles/index.ts';
import { createSessionEnder, createTokensModule } from './modules/tokens/index.ts';
import { createUsersModule } from './modules/users/index.ts';

const SWEEP_MS = 60 * 60_000;

/** The composition root: the one place where modules and adapters are made and joined. */
export async function createContext(env: AuthEnv) {
  const logger = createLogger('auth', { level: env.WECUBE_LOG_LEVEL });
  const database = await openAuthDatabase(env.WECUBE_AUTH_DATABASE_URL);
  await requireMigrated(database, 'auth');
  const shared = { database, logger, clock: systemClock };
  const signer = createDatabaseTokenSigner(database, createSigningKeyBox(env.WECUBE_INTERNAL_KEY));
  const lives = { accessMs: env.WECUBE_ACCESS_TOKEN_MS, refreshMs: env.WECUBE_REFRESH_TOKEN_MS };

  const roles = createRolesModule(shared);
  const users = createUsersModule({
    ...shared,
    hasher: createArgon2Hasher(),
    sessions: createSessionEnder(systemClock),
  });
  const applications = createRoleApplicationsModule({ ...shared, users });
  const tokens = createTokensModule({ ...shared, users, signer, lives });

  const sweep = async () => {
    await users.sweep();
    await tokens.sweep();
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    logger,
    resolvers: new Map<unknown, object>([
      ...roles.resolvers,
      ...users.resolvers,
      ...applications.resolvers,
      ...tokens.resolvers,
    ]),
    routes: tokens.routes,
    health: async () => {
      await database.client.$queryRawUnsafe('SELECT 1');
    },
    async start() {
      await roles.start();
      await tokens.start();
      timer = setInterval(
        () => void sweep().catch((err) => logger.error({ err }, 'the sweep failed')),
        SWEEP_MS,
      ).unref();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await database.close();
    },
  };
}

export type AuthContext = Awaited<ReturnType<typeof createContext>>;
