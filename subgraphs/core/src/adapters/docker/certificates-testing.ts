import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type TestCertificates = { folder: string; ca: string; clientCertificate: string; clientKey: string };

/** An authority of its own with a certificate for a daemon at 127.0.0.1 and one for its client. */
export async function makeCertificates(parent: string): Promise<TestCertificates> {
  const folder = await mkdtemp(join(parent, 'tls-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
  const authority = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=test authority'];
  openssl('req', ...authority, '-keyout', 'ca-key.pem', '-out', 'ca.pem');
  const uses = {
    server: 'extendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1',
    client: 'extendedKeyUsage=clientAuth',
  };
  for (const [name, use] of Object.entries(uses)) {
    await writeFile(join(folder, `${name}.ext`), use);
    const request = ['-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`];
    openssl('req', ...request, '-keyout', `${name}-key.pem`, '-out', `${name}.csr`);
    const signing = ['-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial'];
    openssl('x509', ...signing, '-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.pem`);
  }
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const [ca, clientCertificate, clientKey] = await Promise.all(['ca.pem', 'client.pem', 'client-key.pem'].map(read));
  return { folder, ca: ca ?? '', clientCertificate: clientCertificate ?? '', clientKey: clientKey ?? '' };
}
