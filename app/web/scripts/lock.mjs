// Renews package-lock.json after package.json changed: `node scripts/lock.mjs`. Addresses are left out, so that the file names
// what is installed (version, integrity) and not from where; npm's own option for this loses other platforms' packages.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

spawnSync("npm", ["install"], { stdio: "inherit" });
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved;
  delete entry.funding;
}
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
