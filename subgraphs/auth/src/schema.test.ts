import { expect, it } from 'vitest';
import { RoleApplicationResolver } from './modules/role-applications/api/application-resolver.ts';
import { RoleResolver } from './modules/roles/api/role-resolver.ts';
import { TokenResolver } from './modules/tokens/api/token-resolver.ts';
import { UserResolver } from './modules/users/api/user-resolver.ts';
import { buildAuthSchema } from './schema.ts';

it('has the SDL of the golden file', async () => {
  const classes = [RoleResolver, UserResolver, RoleApplicationResolver, TokenResolver];
  const { sdl } = await buildAuthSchema({ resolvers: new Map(classes.map((one) => [one, {}])) });
  await expect(`${sdl.trim()}\n`).toMatchFileSnapshot('../golden/schema.graphql');
});
