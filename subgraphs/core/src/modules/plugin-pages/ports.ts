/** Which packages can answer now: a page of a package without a running instance has nobody to ask. */
export interface RunningPackages {
  runningPackages(): Promise<ReadonlySet<string>>;
}
