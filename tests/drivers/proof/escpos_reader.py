"""Reads ESC/POS as a strict printer would: every byte of a slip belongs to a command of the reference with
arguments that the reference allows, or is a letter of the code page that was chosen. Anything else is refused
with its offset.

Written from Epson's ESC/POS command reference and, for GS e and ESC i, from CUSTOM's command manual of the VKP80.
Nothing of the product is used: letters are those of Python's own code pages, QR symbols those of zint.
"""
import subprocess
from fractions import Fraction

ESC, FS, GS, LF = 0x1B, 0x1C, 0x1D, 0x0A
PAPER_DOTS_MAX = 20_000
MARGIN_DOTS = 40  # white around the picture, for whoever reads the symbol in it
LEVELS = {48: "1", 49: "2", 50: "3", 51: "4"}  # GS ( k 69 -> zint's --secure: L, M, Q, H
DOTS_OF_BYTE = [bytes((byte >> bit) & 1 for bit in range(7, -1, -1)) for byte in range(256)]


class Refused(Exception):
    """What a printer might print as rubbish, or do otherwise than was meant."""


def symbol_rows(text, level, drawn={}):
    """The modules of a QR symbol of that text, row by row; the printer's part, played by zint."""
    key = (text, level)
    if key not in drawn:
        dump = subprocess.run(
            ["zint", "--barcode=QRCODE", f"--secure={LEVELS[level]}", "--binary", "--dump", f"--data={text}"],
            check=True, capture_output=True, text=True).stdout.split("\n")
        rows = ["".join(f"{int(digit, 16):04b}" for digit in line if digit != " ") for line in dump if line]
        drawn[key] = [bytes(map(int, row[:len(rows)])) for row in rows]
    return drawn[key]


def inked(below, above):
    """Both rows' dots: a dot is a byte, 0 or 1, and a whole row is joined at a time."""
    dots = int.from_bytes(below, "little") | int.from_bytes(above, "little")
    return dots.to_bytes(len(below), "little")


class Paper:
    """Black dots on a strip of the printer's width."""

    def __init__(self, width):
        self.width = width
        self.rows = []
        self.at = Fraction(0)  # of the head, from the top

    def feed(self, dots):
        self.at += dots
        if self.at > PAPER_DOTS_MAX:
            raise Refused("more paper than a slip may take")

    def put(self, left, rows):
        top = int(self.at)
        while len(self.rows) < top + len(rows):
            self.rows.append(bytearray(self.width))
        for offset, row in enumerate(rows):
            if left < 0 or left + len(row) > self.width:
                raise Refused("a picture wider than the paper")
            line = self.rows[top + offset]
            line[left:left + len(row)] = inked(line[left:left + len(row)], row)

    def whole(self):
        white = bytes(self.width + 2 * MARGIN_DOTS)
        side = bytes(MARGIN_DOTS)
        body = [side + bytes(row) + side for row in self.rows]
        return [white] * MARGIN_DOTS + body + [white] * MARGIN_DOTS


class Slip:
    """What came out."""

    def __init__(self):
        self.texts = []  # printed lines, from the top
        self.links = []  # of the symbols that the printer draws
        self.rows = []  # dots, with a margin
        self.pictures = 0
        self.cuts = 0
        self.is_presented = False


class Reader:
    """`model` is a row of `otklik printer models --json`."""

    def __init__(self, data, model):
        self.data = data
        self.model = model
        self.offset = 0
        self.pages = {number: name.lower() for name, number in model["code_pages"].items()}
        self.paper = Paper(model["width_dots"])
        self.slip = Slip()
        self.ended = False
        self.reset()

    def reset(self):
        """ESC @."""
        self.page = None
        self.align = 0
        self.scale = (1, 1)
        self.spacing = Fraction(self.model["dots_per_inch"], 6)
        self.stored_picture = None
        self.symbol = {}
        self.line = []  # (letter, cells wide, cells high), or one band of ESC *
        self.band = None

    # Reading.

    def byte(self):
        if self.offset >= len(self.data):
            raise Refused("cut off within a command")
        self.offset += 1
        return self.data[self.offset - 1]

    def word(self):
        low = self.byte()
        return low + 256 * self.byte()

    def take(self, count):
        if self.offset + count > len(self.data):
            raise Refused(f"{count} bytes of data announced, {len(self.data) - self.offset} are left")
        self.offset += count
        return self.data[self.offset - count:self.offset]

    def need(self, holds, what):
        if not holds:
            raise Refused(what)

    def need_empty_line(self, name):
        self.need(not self.line and self.band is None, f"{name} within a line")

    def dots(self, units):
        return Fraction(units * self.model["dots_per_inch"], self.model["units_per_inch"])

    def read(self):
        begin = 0
        try:
            self.need(self.data[:2] == bytes([ESC, ord("@")]), "a slip begins with ESC @")
            while self.offset < len(self.data):
                begin = self.offset
                self.read_one()
            self.need_empty_line("the end")
            self.need(self.ended, "nothing cuts or feeds the slip out")
        except Refused as refused:
            raise Refused(f"byte {begin}: {refused}") from None
        self.slip.rows = self.paper.whole()
        return self.slip

    def read_one(self):
        byte = self.byte()
        if byte == LF:
            return self.end_line()
        if byte >= 0x20:
            return self.letter(byte)
        commands = {ESC: self.read_esc, FS: self.read_fs, GS: self.read_gs}
        self.need(byte in commands, f"control byte 0x{byte:02X}")
        return commands[byte](self.byte())

    # Letters.

    def letter(self, byte):
        self.need(self.page is not None, "a letter before any ESC t")
        self.need(self.band is None, "letters and a band of ESC * in one line")
        self.need(byte != 0x7F, "DEL is no letter")
        try:
            letter = bytes([byte]).decode(self.page)
        except UnicodeDecodeError:
            raise Refused(f"0x{byte:02X} is no letter of {self.page}") from None
        self.line.append((letter, *self.scale))
        self.need(self.line_width() <= self.paper.width, "a line wider than the paper")

    def line_width(self):
        return sum(wide * self.model["cell_width_dots"] for _, wide, _ in self.line)

    def end_line(self):
        height = Fraction(0)
        if self.band is not None:
            self.paper.put(self.left_of(len(self.band[0])), self.band)
            height = Fraction(len(self.band))
        elif self.line:
            height = self.put_letters()
            self.slip.texts.append("".join(letter for letter, _, _ in self.line))
        self.paper.feed(max(self.spacing, height))
        self.line = []
        self.band = None

    def put_letters(self):
        """A letter is ink in the middle of its cell: what it would spoil is spoiled."""
        cell_wide, cell_high = self.model["cell_width_dots"], self.model["cell_height_dots"]
        highest = max(high for _, _, high in self.line) * cell_high
        rows = [bytearray(self.line_width()) for _ in range(highest)]
        left = 0
        for letter, wide, high in self.line:
            ink_left, ink_right = left + wide * cell_wide // 4, left + wide * cell_wide * 3 // 4
            ink = bytes([letter != " "]) * (ink_right - ink_left)
            for y in range(highest - high * cell_high * 3 // 4, highest - high * cell_high // 4):
                rows[y][ink_left:ink_right] = ink
            left += wide * cell_wide
        self.paper.put(self.left_of(left), rows)
        return highest

    def left_of(self, width):
        return [0, (self.paper.width - width) // 2, self.paper.width - width][self.align]

    # ESC and FS.

    def read_esc(self, command):
        if command == ord("@"):
            self.need_empty_line("ESC @")
            self.need(self.offset == 2, "ESC @ within a slip")
            self.reset()
        elif command == ord("t"):
            number = self.byte()
            self.need(number in self.pages, f"ESC t {number}: not a page of this printer")
            self.page = self.pages[number]
        elif command == ord("a"):
            self.need_empty_line("ESC a")
            self.align = self.one_of("ESC a", {0: 0, 1: 1, 2: 2, 48: 0, 49: 1, 50: 2})
        elif command == ord("E"):
            self.one_of("ESC E", {0: 0, 1: 1})
        elif command == ord("3"):
            self.spacing = self.dots(self.byte())
        elif command == ord("J"):
            self.need_empty_line("ESC J")
            self.paper.feed(self.dots(self.byte()))
        elif command == ord("d"):
            self.need_empty_line("ESC d")
            self.paper.feed(self.byte() * self.spacing)
            self.ended = self.model["cutter"] == "none"
        elif command == ord("*"):
            self.read_band()
        elif command == ord("i"):
            self.cut("ESC i")
        else:
            raise Refused(f"unknown command ESC 0x{command:02X}")

    def one_of(self, name, values):
        value = self.byte()
        self.need(value in values, f"{name} {value}: no such value")
        return values[value]

    def read_band(self):
        self.ask_picture("esc_star", "ESC *")
        self.need_empty_line("ESC *")
        mode, columns = self.byte(), self.word()
        self.need(mode in (0, 1, 32, 33), f"ESC * {mode}: no such mode")
        self.need(1 <= columns <= 2047, "ESC *: 1 to 2047 columns")
        column_bytes = 3 if mode >= 32 else 1
        wide, high = (1 if mode % 32 else 2), (1 if mode >= 32 else 3)
        data = self.take(columns * column_bytes)
        dots = [b"".join(DOTS_OF_BYTE[byte] for byte in data[x * column_bytes:(x + 1) * column_bytes])
                for x in range(columns)]
        band = []
        for y in range(column_bytes * 8):
            row = bytes(dots[x][y] for x in range(columns) for _ in range(wide))
            band.extend([row] * high)
        self.need(len(band[0]) <= self.paper.width, "a band wider than the paper")
        self.band = band
        self.slip.pictures += 1

    def read_fs(self, command):
        self.need(command == ord("."), f"unknown command FS 0x{command:02X}")

    # GS.

    def read_gs(self, command):
        if command == ord("!"):
            size = self.byte()
            self.need(size & 0x88 == 0, f"GS ! {size}: one to eight times")
            self.scale = (size // 16 + 1, size % 16 + 1)
        elif command == ord("v"):
            self.need(self.byte() == ord("0"), "unknown command GS v")
            self.read_raster()
        elif command == ord("("):
            function = self.byte()
            body = self.take(self.word())
            self.need(len(body) >= 2, "GS ( without a function")
            if function == ord("L"):
                self.read_graphics(body)
            elif function == ord("k"):
                self.read_symbol(body)
            else:
                raise Refused(f"unknown command GS ( 0x{function:02X}")
        elif command == ord("V"):
            mode = self.byte()
            self.need(mode in (0, 1, 48, 49, 65, 66), f"GS V {mode}: no such cut")
            if mode in (65, 66):
                self.paper.feed(self.dots(self.byte()))
            wanted = {"full": (0, 48, 65), "partial": (1, 49, 66), "none": ()}[self.model["cutter"]]
            self.need(mode in wanted, f"GS V {mode}: not a cut of this printer")
            self.cut("GS V")
        elif command == ord("e"):
            self.read_ejector()
        else:
            raise Refused(f"unknown command GS 0x{command:02X}")

    def cut(self, name):
        self.need_empty_line(name)
        self.need(self.model["cutter"] != "none", f"{name}: this printer has no cutter")
        self.need(not self.ended, "cut twice")
        self.slip.cuts += 1
        self.ended = True

    def read_ejector(self):
        self.need(self.model["presenter"] == "gs_e", "GS e: this printer has no ejector")
        deed = self.byte()
        if deed == 3:
            self.need(self.ended, "presented before it is cut")
            self.need(1 <= self.byte() <= 255, "GS e 3: no steps")
            self.slip.is_presented = True
        else:
            self.need(deed == 5, f"GS e {deed} in a slip")
            self.need(not self.paper.rows, "GS e 5 ejects what is being printed")

    def ask_picture(self, name, command):
        self.need(name in self.model["raster"], f"{command}: not known to this printer")
        self.need(not self.ended, f"{command} after the cut")

    def put_picture(self, data, width, height, wide, high):
        row_bytes = (width + 7) // 8
        self.need(len(data) == row_bytes * height, "the data is not of the picture's size")
        rows = []
        for y in range(height):
            dots = b"".join(DOTS_OF_BYTE[byte] for byte in data[y * row_bytes:(y + 1) * row_bytes])
            self.need(not any(dots[width:]), "dots outside the picture's width")
            row = dots[:width] if wide == 1 else bytes(dot for dot in dots[:width] for _ in range(wide))
            rows.extend([row] * high)
        self.paper.put(self.left_of(width * wide), rows)
        self.paper.feed(height * high)
        self.slip.pictures += 1

    def read_raster(self):
        """GS v 0: rows of bytes from the top."""
        self.ask_picture("gs_v_0", "GS v 0")
        self.need_empty_line("GS v 0")
        mode, row_bytes, rows = self.byte(), self.word(), self.word()
        self.need(mode <= 3 or 48 <= mode <= 51, f"GS v 0 {mode}: no such mode")
        # 2303 rows, 256 bytes a row: the least of the upper limits that Epson's printers state.
        self.need(1 <= row_bytes <= 256 and 1 <= rows <= 2303, f"GS v 0: {row_bytes} bytes by {rows} rows")
        self.need(row_bytes * rows <= self.model["raster_bytes_max"], "GS v 0: more than the buffer holds")
        self.put_picture(self.take(row_bytes * rows), row_bytes * 8, rows, mode % 2 + 1, mode % 48 // 2 + 1)

    def read_graphics(self, body):
        """GS ( L: stored by function 112, printed by 50."""
        self.ask_picture("gs_paren_l", "GS ( L")
        self.need(body[0] == 48, f"GS ( L: m is {body[0]}, not 48")
        if body[1] == 112:
            self.need(len(body) > 10, "GS ( L 112: too short")
            tone, wide, high, colour = body[2:6]
            width, height = body[6] + 256 * body[7], body[8] + 256 * body[9]
            self.need(tone == 48 and colour == 49, "GS ( L 112: one tone, first colour")
            self.need(wide in (1, 2) and high in (1, 2), "GS ( L 112: dots are doubled or not")
            self.need(1 <= width * wide <= 2400 and 1 <= height * high <= 2400, "GS ( L 112: 1 to 2400 dots")
            self.need(len(body) - 10 <= self.model["raster_bytes_max"], "GS ( L 112: more than the buffer holds")
            self.stored_picture = (body[10:], width, height, wide, high)
        else:
            self.need(body[1] in (2, 50) and len(body) == 2, f"GS ( L {body[1]}: unknown function")
            self.need_empty_line("GS ( L 50")
            self.need(self.stored_picture is not None, "GS ( L 50: nothing is stored")
            self.put_picture(*self.stored_picture)
            self.stored_picture = None

    def read_symbol(self, body):
        """GS ( k with symbol 49: a QR symbol that the printer draws, without white around it."""
        self.need(self.model["native_qr"], "GS ( k: this printer draws no symbols")
        self.need(not self.ended, "GS ( k after the cut")
        self.need(body[0] == 49, f"GS ( k: symbol {body[0]} is none of QR")
        function, values = body[1], body[2:]
        if function == 65:
            self.need(values == bytes([50, 0]), "GS ( k 65: model 2 expected")
        elif function == 67:
            self.need(len(values) == 1 and 1 <= values[0] <= 16, "GS ( k 67: modules of 1 to 16 dots")
        elif function == 69:
            self.need(len(values) == 1 and values[0] in LEVELS, "GS ( k 69: no such level")
        elif function == 80:
            self.need(len(values) >= 2 and values[0] == 48 and len(values) <= 7090, "GS ( k 80: no data")
        elif function == 81:
            self.need(values == b"\x30", "GS ( k 81: m is 48")
            return self.print_symbol()
        else:
            raise Refused(f"GS ( k {function}: unknown function")
        self.symbol[function] = values
        return None

    def print_symbol(self):
        self.need_empty_line("GS ( k 81")
        # What was not set has the value that this printer's owner left in it.
        self.need(set(self.symbol) == {65, 67, 69, 80}, "GS ( k 81: model, module, level or data was not told")
        text = self.symbol[80][1:].decode("ascii")
        module = self.symbol[67][0]
        rows = []
        for modules in symbol_rows(text, self.symbol[69][0]):
            rows.extend([bytes(dot for dot in modules for _ in range(module))] * module)
        quiet = 4 * module
        left = self.left_of(len(rows[0]))
        self.need(left >= quiet and left + len(rows) + quiet <= self.paper.width, "no white beside the symbol")
        self.paper.put(left, rows)
        self.paper.feed(len(rows))
        self.slip.links.append(text)
        del self.symbol[80]


def read_slip(data, model):
    """The slip that those bytes make; Refused if any byte is not as the reference has it."""
    return Reader(data, model).read()
