import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

export default defineConfig({
  // Compressed once, when built: a text is a fifth of itself, and the server sends the file as it lies.
  plugins: [react(), compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(js|css|svg)$/ })],
  build: {
    target: 'es2022',
    // The server's policy is `default-src 'self'`: a font or picture as a data URL would be refused.
    assetsInlineLimit: 0,
    sourcemap: false,
    // How long each step took is no news to who builds it.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
