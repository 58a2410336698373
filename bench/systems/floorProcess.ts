import { type AddressInfo, type WebSocket, WebSocketServer } from 'ws'

/** The floor: a server that passes each message on to whoever else is at the same address, and keeps nothing. */
const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(socket))
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data)
  })
  socket.on('close', () => room.delete(socket))
})
server.on('listening', () => console.log(`listening on port ${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
