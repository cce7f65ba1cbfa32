const applications = [
  { code: 'mall', name: 'Online mall', owner: 'Lin Yue', units: ['web:Node.js', 'db:MariaDB'] },
  { code: 'pay', name: 'Payments', owner: 'Ada Berg', units: ['gateway:Go', 'ledger:PostgreSQL'] },
  { code: 'report', name: 'Reporting', owner: 'Chen Bo', units: ['web:Node.js', 'etl:Python'] },
];
const HOSTS_PER_UNIT = 2;

/** The demo estate that an empty store begins with: 3 applications, 6 units, 12 hosts, with readable ids. */
export function demoEstate() {
  const estate = { application: [], unit: [], host: [] };
  applications.forEach(({ code, name, owner, units }, applicationNumber) => {
    estate.application.push({ id: `app_${code}`, name, displayName: name, code, owner, state: 'running' });
    units.forEach((unit, unitNumber) => {
      const [part, technology] = unit.split(':');
      const unitCode = `${code}-${part}`;
      const unitId = `unit_${code}_${part}`;
      estate.unit.push({
        id: unitId,
        name: unitCode,
        code: unitCode,
        technology,
        state: 'running',
        application: `app_${code}`,
      });
      for (let number = 1; number <= HOSTS_PER_UNIT; number += 1) {
        estate.host.push({
          id: `host_${code}_${part}_${number}`,
          name: `${unitCode}-${number}`,
          ip: `10.${applicationNumber + 1}.${unitNumber + 1}.${10 + number}`,
          os: 'Debian 13',
          cores: 2 * number,
          state: 'online',
          unit: unitId,
        });
      }
    });
  });
  return estate;
}
