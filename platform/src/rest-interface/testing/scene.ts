import { openPlatform, type RestAnswer, until } from './open-platform.ts';
import { packageZip } from './packages.ts';

export type Act = {
  as: 'system' | 'refresh' | 'user' | 'resigned' | 'login';
  nonce?: string;
  method?: string;
  path?: string;
  body?: unknown;
  claims?: object;
};

const PASSWORD = 'Correct-horse-battery-1';
export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A platform with saltstack, wecmdb and taskman launched, a deployed orchestration with an approval, and who acts on it. */
export async function openScene() {
  const platform = await openPlatform();
  const { address, rest } = platform;
  let token: string | null = null;

  async function graph<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async function mutate<Payload>(field: string, type: string, input: object, selection: string): Promise<Payload> {
    const document = `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${selection} problems { code message } } }`;
    const { payload } = await graph<{ payload: Payload & { problems: unknown[] } }>(document, { input });
    if (payload.problems.length > 0) throw new Error(`${field}: ${JSON.stringify(payload.problems)}`);
    return payload;
  }

  async function signIn(username: string, password: string): Promise<string> {
    const payload = await mutate<{ accessToken: string }>(
      'signIn',
      'SignInInput',
      { username, password },
      'accessToken',
    );
    return payload.accessToken;
  }

  async function launch(name: string): Promise<void> {
    const form = new FormData();
    form.append('zip-file', new Blob([packageZip(name)]), `${name}.zip`);
    const headers = { authorization: `Bearer ${token}` };
    const uploaded = await fetch(`${address}/platform/packages`, { method: 'POST', headers, body: form });
    const { data } = (await uploaded.json()) as { data: { id: string } };
    await mutate('registerPackage', 'RegisterPackageInput', { id: data.id }, 'package { id }');
    await mutate('launchInstance', 'LaunchInstanceInput', { packageId: data.id }, 'instance { id }');
    await until(async () => {
      type Found = { package: { instances: { status: string; error: string | null }[] } };
      const found = await graph<Found>('query ($id: ID!) { package(id: $id) { instances { status error } } }', data);
      const [instance] = found.package.instances;
      if (instance?.status === 'FAILED') throw new Error(`${name}: ${instance.error}`);
      return instance?.status === 'RUNNING';
    });
  }

  /** start > approve > end over the hosts of a unit. */
  async function deploy(): Promise<{ id: string; key: string }> {
    type Payload = { definition: { id: string; key: string; rowVersion: number } };
    const fields = 'definition { id key rowVersion }';
    const head = { name: 'Approve a unit', rootEntity: 'wecmdb:unit' };
    const { definition } = await mutate<Payload>('createDefinition', 'CreateDefinitionInput', head, fields);
    const control = (id: string, type: string) => ({ id, name: id, type, x: 0, y: 0 });
    const approve = {
      ...{ ...control('approve', 'AUTOMATIC'), service: 'taskman/task/create', timeoutMs: 60_000 },
      ...{ expression: 'wecmdb:unit~(unit)wecmdb:host', bindMode: 'AT_START' },
    };
    const nodes = [control('start', 'START'), approve, control('end', 'END')];
    const links = [
      { id: 'l1', source: 'start', target: 'approve' },
      { id: 'l2', source: 'approve', target: 'end', label: 'approved' },
    ];
    const draft = { id: definition.id, rowVersion: definition.rowVersion, nodes, links };
    const saved = await mutate<Payload>('saveDraft', 'SaveDraftInput', draft, fields);
    const deployed = { id: definition.id, rowVersion: saved.definition.rowVersion };
    await mutate('deployDefinition', 'DefinitionActionInput', deployed, 'definition { id }');
    return definition;
  }

  try {
    token = await signIn('admin', platform.password);
    const change = { currentPassword: platform.password, newPassword: PASSWORD };
    await mutate('changePassword', 'ChangePasswordInput', change, 'ok');
    token = await signIn('admin', PASSWORD);
    for (const name of ['wecmdb', 'taskman', 'saltstack']) await launch(name);
    await mutate('syncDataModel', 'SyncDataModelInput', { packageName: 'wecmdb' }, 'added');
    const { nodes } = (
      await graph<{ services: { nodes: { id: string; rowVersion: number }[] } }>(
        '{ services { nodes { id rowVersion } } }',
      )
    ).services;
    const [service] = nodes;
    const target = { ...service, targetEntity: 'wecmdb:host', enabled: true };
    await mutate('updateService', 'UpdateServiceInput', target, 'service { id }');
    const definition = await deploy();
    return {
      ...{ address, rest, graph, definition, password: PASSWORD },
      token: () => token ?? '',
      /** Has a plugin do something; it is called with the user's session, as by its page. */
      async act(packageName: string, what: Act): Promise<RestAnswer> {
        const { body } = await rest('POST', `/${packageName}/act`, what, token);
        return body as unknown as RestAnswer;
      },
      seenBy: async (
        packageName: string,
      ): Promise<{ url: string; body: Record<string, never>; authorization: string }[]> =>
        (await rest('GET', `/${packageName}/seen`, undefined, token)).body as never,
      [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
    };
  } catch (error) {
    await platform[Symbol.asyncDispose]();
    throw error;
  }
}
