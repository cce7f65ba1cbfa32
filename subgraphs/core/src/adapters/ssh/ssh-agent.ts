import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { SshConnection } from './ssh-connection.ts';

/** Carries HTTP to a unix socket of another machine: each request gets a channel of the one SSH connection. */
export class SshAgent extends http.Agent {
  constructor(
    private readonly connection: SshConnection,
    private readonly socketPath: string,
  ) {
    super({ keepAlive: false });
  }

  override createConnection(_options: unknown, done: (error: Error | null, stream?: Duplex) => void): undefined {
    this.connection.openSocket(this.socketPath).then(
      (stream) => done(null, stream),
      (error: Error) => done(error),
    );
  }
}
