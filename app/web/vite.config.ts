import { defineConfig } from "vite";

// The server's jar serves what is built here from /static; during development the API is proxied to a running server.
export default defineConfig({
  build: { outDir: "target/classes/static", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  server: { port: 5173, strictPort: true, proxy: { "/api": { target: "http://127.0.0.1:8080", ws: true } } },
});
