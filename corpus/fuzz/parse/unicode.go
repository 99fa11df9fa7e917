package π

func Ünïcode(日本 int) (ñ string) { return "語" + '世' }
