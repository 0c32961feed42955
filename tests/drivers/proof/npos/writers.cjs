// What pictures and symbols mean that npos does not draw, by the word of writers that others made.
//
// No reader of others that could be had (docs/PRINTING.md) draws `GS ( L`, `ESC *` and `GS ( k`, but programs that
// write them print with them every day. So a picture is guessed from the command and given to such a writer: only if
// that writes the very bytes of the slip for it, the guess is what they mean. Two pictures never have the same bytes:
// each dot has a bit of its own.
//
//   GS ( L 112 and 50   receiptline, which stores by `GS 8 L`: the same with a longer length
//   ESC *               npos, which writes pictures in this way and does not read them
//   GS ( k              receipt-printer-encoder; what the printer would draw is drawn by receiptline
'use strict';

const { PNG } = require('pngjs');
const npos = require('npos');
const ReceiptPrinterEncoder = require('@point-of-sale/receipt-printer-encoder');
const receiptline = require('receiptline');

const GS_V_0 = [0x1d, 0x76, 0x30];
const GS_8_L = [0x1d, 0x38, 0x4c];
const GS_PAREN_L = [0x1d, 0x28, 0x4c];
const GS_PAREN_K = [0x1d, 0x28, 0x6b];
const ESC_STAR = [0x1b, 0x2a];
const DOUBLE_DENSITY_24 = 33;
const BAND_DOTS = 24;
const RASTER_HEADER = 5;
const GRAPHICS_HEADER = 10;
const QUIET_MODULES = 4;
const LEVELS = { 48: 'l', 49: 'm', 50: 'q', 51: 'h' };

function needSame(written, sent, writer, command) {
    if (!written.equals(sent)) throw new Error(`${writer} writes ${command} in another way`);
}

/// The lines of 0 and 1 of a `GS v 0`, without its name.
function drawnByNpos(body) {
    const size = body.readUInt16LE(1) * body.readUInt16LE(3);
    if (body.length !== RASTER_HEADER + size) throw new Error('a picture with too much or too little data');
    // One by one: npos reads pictures of different widths wrongly when it is given them together.
    const bitmap = npos.codecs.raster.decode(Buffer.concat([Buffer.from(GS_V_0), body]), [{ offset: 0 }]);
    const lines = [];
    for (let y = 0; y < bitmap.height; y++) {
        let line = '';
        for (let x = 0; x < bitmap.width; x++) line += bitmap.getPixel(x, y) === 0 ? '1' : '0';
        lines.push(line);
    }
    return lines;
}

/// Each dot `wide` by `high` dots.
function scaled(lines, wide, high) {
    return lines.flatMap((line) => Array(high).fill(line.replace(/./g, (dot) => dot.repeat(wide))));
}

function base64Png(lines) {
    const png = new PNG({ width: lines[0].length, height: lines.length });
    png.data.fill(255);
    const dots = lines.join('');
    for (let at = dots.indexOf('1'); at >= 0; at = dots.indexOf('1', at + 1)) png.data.fill(0, 4 * at, 4 * at + 3);
    return PNG.sync.write(png, { deflateLevel: 1 }).toString('base64');
}

const graphicsWriter = { ...receiptline.commands.epson };
graphicsWriter.open({ cpl: 48, margin: 0, gradient: false, gamma: 1, threshold: 128, encoding: 'cp437' });

/// The lines of a picture that `stored` keeps (112) and `print` prints (50): what `GS ( L` carries.
function graphics(stored, print) {
    const width = stored.readUInt16LE(6);
    const dots = stored.subarray(GRAPHICS_HEADER);
    const rowBytes = (width + 7) >> 3;
    const raster = Buffer.from([0, rowBytes & 255, rowBytes >> 8, stored[8], stored[9], ...dots]);
    const lines = drawnByNpos(raster).map((line) => line.slice(0, width));
    const [wide, high] = stored.subarray(3, 5);
    if (![1, 2].includes(wide) || ![1, 2].includes(high)) throw new Error('GS ( L: dots are doubled or not');
    // receiptline never doubles dots: what is sent is compared but for that.
    const plain = Buffer.from(stored);
    plain.fill(1, 3, 5);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(stored.length);
    const sent = [Buffer.from(GS_8_L), length, plain, Buffer.from(GS_PAREN_L), Buffer.from([print.length, 0]), print];
    needSame(Buffer.from(graphicsWriter.image(base64Png(lines)), 'latin1'), Buffer.concat(sent), 'receiptline', 'GS ( L');
    return scaled(lines, wide, high);
}

/// The lines of one `ESC * 33`, without its name.
function band(body) {
    if (body[0] !== DOUBLE_DENSITY_24) throw new Error(`ESC * ${body[0]}: not the mode of a slip`);
    const columns = body.readUInt16LE(1);
    const lines = [];
    for (let y = 0; y < BAND_DOTS; y++) {
        let line = '';
        for (let x = 0; x < columns; x++) line += (body[3 + 3 * x + (y >> 3)] >> (7 - (y & 7))) & 1;
        lines.push(line);
    }
    const image = { width: columns, height: BAND_DOTS, getPixel: (x, y) => (lines[y][x] === '1' ? 0 : 255) };
    const printer = npos.printer();
    printer.bitimage(npos.graphic(image), 'd24');
    // Around the band: no space between lines, the band's end, and the usual space again.
    const sent = ['\x1b3\x00', Buffer.from(ESC_STAR), body, '\n', '\x1b2'].map((part) => Buffer.from(part));
    needSame(printer.flush(), Buffer.concat(sent), 'npos', 'ESC *');
    return lines;
}

const symbolWriter = new ReceiptPrinterEncoder({ language: 'esc-pos', newline: '\n' });

/// The link of a symbol and its lines with white around; `payloads` are those of its `GS ( k` from the first to the last.
function symbol(payloads) {
    if (payloads.length !== 5) throw new Error('GS ( k: model, module, level, data and print are five');
    const [, [, , module], [, , level], data] = payloads;
    const link = data.toString('latin1', 3);
    const errorlevel = LEVELS[level];
    const written = symbolWriter.qrcode(link, { model: 2, size: module, errorlevel }).encode();
    const sent = payloads.flatMap((each) => [...GS_PAREN_K, each.length & 255, each.length >> 8, ...each]);
    needSame(Buffer.from(written), Buffer.from([...sent, 0x0a]), 'receipt-printer-encoder', 'GS ( k');
    const rows = receiptline.qrcode.generate({ data: link, type: 'qrcode', level: errorlevel, cell: 1, quietZone: false });
    const side = '0'.repeat(QUIET_MODULES);
    const white = Array(QUIET_MODULES).fill('0'.repeat(rows.length + 2 * QUIET_MODULES));
    const modules = [...white, ...rows.map((row) => side + row.join('') + side), ...white];
    return { link, lines: scaled(modules, module, module) };
}

module.exports = { band, drawnByNpos, graphics, scaled, symbol };
