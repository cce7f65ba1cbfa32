import { setTimeout as pause } from 'node:timers/promises';
import { serviceSession } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { aPackageZip } from './modules/packages/testing.ts';
import { startTestCore } from './testing.ts';

describeDatabases('core', (open) => {
  let core: Awaited<ReturnType<typeof startTestCore>>;
  beforeAll(async () => {
    core = await startTestCore((await open()).url);
  });
  afterAll(() => core?.[Symbol.asyncDispose]());

  const bytes = (zip: Buffer) => new Uint8Array(zip);

  it('takes a package from upload to registration', async () => {
    const uploaded = await core.upload(bytes(aPackageZip({ name: 'first', body: BODY })));
    expect(uploaded).toEqual({ status: 200, body: { data: { id: expect.stringMatching(/^pkg_/) } } });
    const { id } = uploaded.body['data'] as unknown as { id: string };
    const wizard = await core.ask(WIZARD, { id });
    expect(wizard).toEqual({ data: { package: { ...EXPECTED, status: 'UPLOADED', active: false, services: [] } } });
    const registered = await core.ask(REGISTER, { input: { id } });
    expect(registered.data?.['registerPackage']).toEqual({
      problems: [],
      package: { status: 'REGISTERED', active: true },
    });
    const after = await core.ask(WIZARD, { id });
    expect(after.data?.['package']).toMatchObject({
      status: 'REGISTERED',
      services: [{ name: 'first/tool/run', enabled: true, idempotency: 'KEYED' }],
    });
    const listed = await core.ask(`{ packages(where: { name: { eq: "first" } }) { totalCount nodes { id name } } }`);
    expect(listed.data?.['packages']).toEqual({ totalCount: 1, nodes: [{ id, name: 'first' }] });
    const audit = await core.ask('{ auditEntries(first: 2) { nodes { action subject outcome who } } }');
    expect(audit.data?.['auditEntries']).toEqual({
      nodes: [
        { action: 'package:register', subject: id, outcome: 'DONE', who: 'test' },
        { action: 'package:upload', subject: id, outcome: 'DONE', who: 'test' },
      ],
    });
  });

  it('tells every live subscriber of a package that comes and is registered', async () => {
    const clients = [1, 2].map(() =>
      createClient({
        url: core.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: core.headers(serviceSession('test')),
      }),
    );
    const streams = clients.map((client) =>
      client.iterate<{ packageChanged: object }>({
        query: 'subscription { packageChanged { type version package { name status active } } }',
      }),
    );
    const heard = streams.map(async (stream) => [(await stream.next()).value?.data, (await stream.next()).value?.data]);
    await pause(300); // until both are subscribed; there is no acknowledgement in the protocol
    const uploaded = await core.upload(bytes(aPackageZip({ name: 'live' })));
    const { id } = uploaded.body['data'] as unknown as { id: string };
    await core.ask(REGISTER, { input: { id } });
    const name = 'live';
    for (const events of await Promise.all(heard)) {
      expect(events).toEqual([
        { packageChanged: { type: 'PACKAGE_UPLOADED', version: 1, package: expect.objectContaining({ name }) } },
        {
          packageChanged: {
            type: 'PACKAGE_REGISTERED',
            version: 2,
            package: { name, status: 'REGISTERED', active: true },
          },
        },
      ]);
    }
    for (const client of clients) await client.dispose();
  });

  it('answers a bad file with problems, and a request without a file', async () => {
    const bad = await core.upload(bytes(Buffer.from('no zip')));
    expect(bad).toMatchObject({ status: 400, body: { problems: [{ code: 'PACKAGE_NOT_A_ZIP' }] } });
    const other = await core.upload(bytes(aPackageZip({ name: 'other' })), undefined, 'file');
    expect(other).toMatchObject({ status: 400, body: { problems: [{ code: 'PACKAGE_FILE_MISSING' }] } });
    const plain = await fetch(`${core.origin}/platform/packages`, {
      method: 'POST',
      headers: core.headers(serviceSession('test')),
      body: 'x',
    });
    expect(await plain.json()).toMatchObject({ problems: [{ code: 'PACKAGE_FILE_MISSING' }] });
  });

  it('refuses an upload without a session or the right', async () => {
    expect(await core.upload(bytes(aPackageZip()), null)).toMatchObject({ status: 401 });
    const reader = { ...serviceSession('reader'), actions: ['package:read'] as const };
    expect(await core.upload(bytes(aPackageZip()), reader)).toMatchObject({ status: 403 });
  });
});

const BODY = `
  <menus><menu code="FIRST_PAGE" cat="ADMIN" displayName="First" localDisplayName="第一">/first</menu></menus>
  <dataModel><entity name="thing" displayName="Thing" description=""><attribute name="size" datatype="int" description=""/></entity></dataModel>
  <systemParameters><systemParameter name="FIRST_TOKEN" scopeType="plugins" defaultValue="hidden"/></systemParameters>
  <plugins><plugin name="tool"><interface action="run" path="/first/run" idempotency="keyed">
    <inputParameters><parameter datatype="string" mappingType="constant" required="Y">text</parameter></inputParameters>
    <outputParameters><parameter datatype="string">result</parameter></outputParameters>
  </interface></plugin></plugins>`;

const WIZARD = `query ($id: ID!) { package(id: $id) { name version status active checks { code level }
  services { name enabled idempotency }
  manifest { edition dynamicModel menus { code label { zh } path } entities { name attributes { name dataType } }
    systemParameters { name defaultValue } plugins { name interfaces { action async idempotency inputs { name } outputs { mappingType } } } } } }`;
const REGISTER = `mutation ($input: RegisterPackageInput!) { registerPackage(input: $input) { problems { code message } package { status active } } }`;

const EXPECTED = {
  ...{ name: 'first', version: 'v1.0.0', checks: [] },
  manifest: {
    ...{ edition: 'community', dynamicModel: false },
    menus: [{ code: 'FIRST_PAGE', label: { zh: '第一' }, path: '/first' }],
    entities: [{ name: 'thing', attributes: [{ name: 'size', dataType: 'int' }] }],
    systemParameters: [{ name: 'FIRST_TOKEN', defaultValue: null }],
    plugins: [
      {
        name: 'tool',
        interfaces: [
          {
            action: 'run',
            async: false,
            idempotency: 'KEYED',
            inputs: [{ name: 'text' }],
            outputs: [{ mappingType: 'context' }],
          },
        ],
      },
    ],
  },
};
