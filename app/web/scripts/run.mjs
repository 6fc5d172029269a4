// Called by Maven: installs what the lock file asks for and builds the page, each only when its input has changed.
// Usage: node scripts/run.mjs build | test
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const room = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(room);

function hash(paths) {
  const sum = createHash("sha256");
  const visit = (path) => {
    if (statSync(path).isDirectory()) {
      readdirSync(path).sort().forEach((name) => visit(join(path, name)));
    } else {
      sum.update(path).update("\0").update(readFileSync(path)).update("\0");
    }
  };
  paths.forEach(visit);
  return sum.digest("hex");
}

function unchanged(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

function run(command, args) {
  const result = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (result.error) {
    console.error(`${command} cannot be started (${result.error.message}). Maybe install Node 20 or newer with npm.`);
  }
  if (result.status !== 0) {
    process.exit(result.status ?? 1);
  }
}

const lock = hash(["package.json", "package-lock.json"]);
if (!unchanged("node_modules/.gwanmun-lock", lock)) {
  run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync("node_modules/.gwanmun-lock", lock);
}

if (process.argv[2] === "test") {
  mkdirSync("target", { recursive: true });
  run("npx", ["--no-install", "vitest", "run", "--reporter=default", "--reporter=junit", "--outputFile=target/vitest-junit.xml"]);
} else {
  const sources = hash(["src", "public", "index.html", "vite.config.ts", "tsconfig.json", "package-lock.json"]);
  if (!unchanged("target/page.sha256", sources) || !existsSync("target/classes/static/index.html")) {
    run("npm", ["run", "--silent", "build"]);
    writeFileSync("target/page.sha256", sources);
  }
}
