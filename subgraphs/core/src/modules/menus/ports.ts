/** Which packages can answer now: a page of a package without a running instance would be empty. */
export interface RunningPackages {
  runningPackages(): Promise<ReadonlySet<string>>;
}
