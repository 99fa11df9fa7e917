package io

import "errors"

// ErrClosedPipe says that a pipe was used after it was closed.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// pipe hands the bytes of a Write to Reads; there is no buffer between them.
type pipe struct {
	turn    chan bool   // holds a token while a Write is under way
	offered chan []byte // from a Write to a Read
	taken   chan int    // how many bytes of the offer the Read took

	closed  chan bool // closed with the first end
	ending  chan bool // holds a token while an end is being closed
	readErr error     // given by the reader's end
	endErr  error     // given by the writer's end
}

// Pipe returns the two ends of a pipe: a Write waits until Reads have taken all its bytes, or an end is closed.
func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{
		turn: make(chan bool, 1), offered: make(chan []byte), taken: make(chan int),
		closed: make(chan bool), ending: make(chan bool, 1),
	}
	return &PipeReader{p}, &PipeWriter{p}
}

func (p *pipe) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

func (p *pipe) read(b []byte) (n int, err error) {
	if !p.isClosed() {
		select {
		case offer := <-p.offered:
			n = copy(b, offer)
			p.taken <- n
			return n, nil
		case <-p.closed:
		}
	}
	if p.readErr == nil && p.endErr != nil {
		return 0, p.endErr
	}
	return 0, ErrClosedPipe
}

func (p *pipe) write(b []byte) (n int, err error) {
	p.turn <- true
	defer func() { <-p.turn }()
	for !p.isClosed() {
		select {
		case p.offered <- b[n:]:
			n += <-p.taken
			if n == len(b) {
				return n, nil
			}
		case <-p.closed:
		}
	}
	if p.endErr == nil && p.readErr != nil {
		return n, p.readErr
	}
	return n, ErrClosedPipe
}

func (p *pipe) close(slot *error, err error) {
	p.ending <- true
	if *slot == nil {
		*slot = err
	}
	if !p.isClosed() {
		close(p.closed)
	}
	<-p.ending
}

// A PipeReader is the end of a pipe that is read.
type PipeReader struct{ pipe *pipe }

// Read waits for a Write or the end. After the writer's Close it returns EOF, or the error of CloseWithError.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.pipe.read(data) }

// Close closes the reader; Writes return ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError closes the reader; Writes return err. A former error stays.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.pipe.close(&r.pipe.readErr, err)
	return nil
}

// A PipeWriter is the end of a pipe that is written.
type PipeWriter struct{ pipe *pipe }

// Write waits until all of data was read or an end was closed.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.pipe.write(data) }

// Close closes the writer; Reads return EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError closes the writer; Reads return err, or EOF for nil. A former error stays.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.pipe.close(&w.pipe.endErr, err)
	return nil
}
