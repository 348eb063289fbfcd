"""A pymodbus server with known values: modbus_server.py tcp PORT | rtu DEVICE | rtu-over-tcp PORT"""
import asyncio
import struct
import sys
import types

import serial


class SerialTransport(asyncio.Transport):
    """What pymodbus needs of serial_asyncio, which Debian's pymodbus imports but does not depend on; the port itself is pyserial's."""

    def __init__(self, loop, protocol, port):
        super().__init__()
        self.loop, self.protocol, self.port = loop, protocol, port
        loop.call_soon(protocol.connection_made, self)
        loop.add_reader(port.fileno(), self.read_some)

    def read_some(self):
        data = self.port.read(self.port.in_waiting or 1)
        if data:
            self.protocol.data_received(data)

    def write(self, data):
        self.port.write(data)

    def is_closing(self):
        return False

    def abort(self):
        self.close()

    def close(self):
        self.loop.remove_reader(self.port.fileno())
        self.port.close()


async def create_serial_connection(loop, protocol_factory, *arguments, **settings):
    settings["timeout"] = 0
    protocol = protocol_factory()
    return SerialTransport(loop, protocol, serial.serial_for_url(*arguments, **settings)), protocol


sys.modules["serial_asyncio"] = types.SimpleNamespace(create_serial_connection=create_serial_connection)

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.framer.socket_framer import ModbusSocketFramer
from pymodbus.server import StartSerialServer, StartTcpServer


def words(fmt, value):
    data = struct.pack(fmt, value)
    return list(struct.unpack(">%dH" % (len(data) // 2), data))


def holding():
    values = list(range(1000, 1020))          # 0..19: address + 1000
    values += words(">f", 123.456)             # 20: float, ABCD
    values += words(">f", 123.456)[::-1]       # 22: float, CDAB
    values += words(">d", -0.1)                # 24: double
    values += words(">q", -1234567890123)      # 28: int64
    values += [0x1409, 0xFFFF, 0x8001, 0x4142, 0x4300]  # 32: 20.9; 33: fault code; 34: bits; 35: "ABC"
    return values + [0] * 100


def unit():
    return ModbusSlaveContext(
        di=ModbusSequentialDataBlock(0, [False, True] * 50),
        co=ModbusSequentialDataBlock(0, [True, False, False] * 30),
        hr=ModbusSequentialDataBlock(0, holding()),
        ir=ModbusSequentialDataBlock(0, list(range(200))),
        zero_mode=True,
    )


context = ModbusServerContext(slaves={1: unit(), 2: unit()}, single=False)
kind, where = sys.argv[1], sys.argv[2]
print("ready", flush=True)
if kind == "rtu":
    StartSerialServer(context=context, framer=ModbusRtuFramer, port=where, baudrate=19200, parity="E", stopbits=1, timeout=0.05, ignore_missing_slaves=True)
else:
    framer = ModbusSocketFramer if kind == "tcp" else ModbusRtuFramer
    StartTcpServer(context=context, framer=framer, address=("127.0.0.1", int(where)), ignore_missing_slaves=True)
