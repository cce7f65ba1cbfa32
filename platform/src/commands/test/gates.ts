/** One gate of `./wecube test`: a command that must end with 0. */
export type Gate = {
  name: string;
  /** What a person reads while it runs. */
  title: string;
  command: string;
  args: readonly string[];
  /** Debian packages it cannot do without. */
  needs: readonly ServerName[];
  /** It is Vitest, which can say in a file what failed. */
  vitest?: true;
  /** It is one thread that touches nothing, so gates of its name run side by side. */
  sideBySide?: true;
};

export type ServerName = keyof typeof SERVERS;

/** The real servers of the tests: the file that shows they are installed, and Debian's packages. */
export const SERVERS = {
  mariadb: { probe: '/usr/sbin/mariadbd', packages: ['mariadb-server'] },
  docker: { probe: '/usr/sbin/dockerd', packages: ['docker.io', 'iptables', 'iproute2'] },
  nginx: { probe: '/usr/sbin/nginx', packages: ['nginx-light'] },
  chromium: { probe: '/usr/bin/chromium', packages: ['chromium', 'fonts-noto-cjk'] },
  busybox: { probe: '/bin/busybox', packages: ['busybox-static'] },
  network: { probe: '/sbin/ip', packages: ['iproute2'] },
  openssl: { probe: '/usr/bin/openssl', packages: ['openssl'] },
  sshd: { probe: '/usr/sbin/sshd', packages: ['openssh-server'] },
  squid: { probe: '/usr/sbin/squid', packages: ['squid'] },
  swift: {
    probe: '/usr/bin/swift-proxy-server',
    packages: ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'memcached'],
  },
} as const;

const node = (...args: string[]) => ({ command: process.execPath, args });
const binary = (name: string) => `node_modules/${name}`;

/** Every gate in the order that fails fastest first. */
export function allGates(workspaces: readonly string[]): readonly Gate[] {
  return [
    {
      name: 'format',
      title: 'format and lint',
      ...node(binary('@biomejs/biome/bin/biome'), 'ci', '--reporter=summary', '.'),
      needs: [],
    },
    {
      name: 'generate',
      title: 'generated clients',
      ...node(binary('tsx/dist/cli.mjs'), 'prisma/scripts/derive-schemas.ts'),
      needs: [],
    },
    ...workspaces.map((folder) => ({
      name: 'types',
      title: `types of ${folder}`,
      ...node(binary('typescript/bin/tsc'), '--noEmit', '-p', folder),
      needs: [] as const,
      sideBySide: true as const,
    })),
    {
      name: 'boundaries',
      title: 'boundaries',
      ...node(
        binary('dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        ...workspaces,
      ),
      needs: [],
    },
    { name: 'unused', title: 'unused code', ...node(binary('knip/bin/knip.js'), '--no-progress'), needs: [] },
    {
      name: 'drift',
      title: 'drift of generated files',
      ...node(binary('tsx/dist/cli.mjs'), 'platform/src/commands/test/drift.ts'),
      needs: [],
    },
    {
      name: 'unit',
      title: 'unit, data and contract tests',
      ...node(binary('vitest/vitest.mjs'), 'run'),
      vitest: true,
      needs: ['mariadb', 'docker', 'busybox', 'openssl', 'squid', 'sshd', 'swift'],
    },
    {
      name: 'e2e',
      title: 'scenarios in a browser, on the embedded default and on MariaDB with Docker',
      ...node(binary('vitest/vitest.mjs'), 'run', '--root', 'e2e'),
      vitest: true,
      needs: ['mariadb', 'docker', 'chromium', 'busybox', 'nginx', 'network', 'openssl'],
    },
  ];
}
