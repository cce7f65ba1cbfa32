import { SERVERS, type ServerName } from '../test/gates.ts';
import { missingPackages } from '../test/servers.ts';
import { type Finding, fine, warning } from './check.ts';

/** The real servers that only `./wecube test` needs. */
export function checkTestServers(): Finding[] {
  return (Object.keys(SERVERS) as ServerName[]).map((name) => {
    const packages = missingPackages([name]);
    if (packages.length === 0) return fine(`${name} (for tests)`, SERVERS[name].probe);
    const fix = `apt-get install -y ${packages.join(' ')} (./wecube test does it as root).`;
    return warning(`${name} (for tests)`, 'not installed', fix);
  });
}
